export default {
  eleventyExcludeFromCollections: true,
  pagination: { data: "rows.area", size: 1, alias: "row" },
  permalink: ({ row }) => `areas/${row.code}/index.html`,
};

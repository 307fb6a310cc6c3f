export default {
  eleventyExcludeFromCollections: true,
  pagination: { data: "rows.service", size: 1, alias: "row" },
  permalink: ({ row }) => `services/${row.slug}/index.html`,
};

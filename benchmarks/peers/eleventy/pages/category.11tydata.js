export default {
  eleventyExcludeFromCollections: true,
  pagination: { data: "rows.category", size: 1, alias: "row" },
  permalink: ({ row }) => `categories/${row.slug}/index.html`,
};

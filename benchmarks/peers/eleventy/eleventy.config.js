// Settings of Eleventy: a page of each row, by Nunjucks alone.

import { readFileSync } from "node:fs";
import { Index } from "./index.js";

const rows = JSON.parse(readFileSync(new URL("rows.json", import.meta.url), "utf8"));

export default function (config) {
  config.addGlobalData("rows", { service: rows.service, area: rows.area, category: rows.category });
  config.addNunjucksGlobal("index", new Index(rows));
  config.setNunjucksEnvironmentOptions({ trimBlocks: true, lstripBlocks: true });
}

export const config = {
  dir: { input: "pages", includes: "../parts" },
  templateFormats: ["njk"],
  htmlTemplateEngine: false,
  markdownTemplateEngine: false,
};

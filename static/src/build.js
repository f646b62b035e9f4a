// Writes static/dist from the sources here: npm run build. The result is committed.
import { cpSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { compile } from "sass";

const here = new URL(".", import.meta.url).pathname;
const final = new URL("../dist/", import.meta.url).pathname;
const dist = new URL("../dist.new/", import.meta.url).pathname; // what is there stays until all of the new is
const modules = here + "node_modules/";

rmSync(dist, { recursive: true, force: true });
for (const folder of ["css", "js", "vendor", "fonts", "images"]) mkdirSync(dist + folder, { recursive: true });

for (const sheet of ["app", "letter"]) {
  const { css } = compile(`${here}scss/${sheet}.scss`, {
    style: "compressed",
    loadPaths: [modules],
    quietDeps: true,
    silenceDeprecations: ["import"],
  });
  if (/data:|GDS Transport|crest|crown/.test(css)) throw new Error("The stylesheet carries what it must not.");
  writeFileSync(`${dist}css/${sheet}.css`, css);
}

for (const script of ["app", "session", "passkey", "queue", "board", "holds", "draft"]) cpSync(`${here}js/${script}.js`, `${dist}js/${script}.js`);
cpSync(here + "images", dist + "images", { recursive: true });
cpSync(modules + "htmx.org/dist/htmx.min.js", dist + "vendor/htmx.min.js");
cpSync(modules + "htmx.org/LICENSE", dist + "vendor/htmx.LICENSE.txt");
cpSync(here + "licenses/govuk-frontend.txt", dist + "vendor/govuk-frontend.LICENSE.txt");
const fonts = modules + "@fontsource-variable/noto-sans/";
for (const subset of ["cyrillic", "latin", "latin-ext"])
  cpSync(`${fonts}files/noto-sans-${subset}-wght-normal.woff2`, `${dist}fonts/noto-sans-${subset}.woff2`);
cpSync(fonts + "LICENSE", dist + "fonts/LICENSE.txt");
for (const weight of [400, 700]) {
  const still = modules + "@fontsource/noto-sans/files/noto-sans-";
  for (const subset of ["cyrillic", "latin", "latin-ext"])
    cpSync(`${still}${subset}-${weight}-normal.woff2`, `${dist}fonts/letter-${subset}-${weight}.woff2`);
  const arabic = `${modules}@fontsource/noto-sans-arabic/files/noto-sans-arabic-arabic-${weight}-normal.woff2`;
  cpSync(arabic, `${dist}fonts/letter-arabic-${weight}.woff2`);
}
cpSync(modules + "@fontsource/noto-sans-arabic/LICENSE", dist + "fonts/noto-sans-arabic.LICENSE.txt");

rmSync(final, { recursive: true, force: true });
renameSync(dist, final);

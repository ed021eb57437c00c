/* Renders Marp Markdown from standard input: number of slides, and the notes of each, as JSON. */
const { Marp } = require(require.resolve("@marp-team/marp-core", { paths: [process.argv[2]] }));
const source = require("fs").readFileSync(0, "utf8");
const { html, comments } = new Marp({ script: false }).render(source, { htmlAsArray: true });
process.stdout.write(JSON.stringify({ slides: html.length, comments, html: html.join("\n") }));

// The house rules that no general linter knows: colours only in tokens, words only in text/, the program only behind the bridge,
// no inline style and no HTML from strings (the content policy would block both). Run on the sources; `lint/house-rules.test.ts`
// shows that each rule can refuse.
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseSync } from "vite";

const WORD_ATTRIBUTES = new Set(["aria-label", "label", "title", "placeholder", "alt", "hint", "legend", "description", "lead", "over"]);
const RAW_COLOUR = /#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|oklch|oklab|lab|lch|color)\(/i;

/** Every broken rule in one file: line and reason. `path` is relative to `src`. */
export function findBroken(path, text) {
  if (path.startsWith("bridge/generated/")) return [];
  if (path.endsWith(".css")) return cssRules(path, text);
  if (/\.tsx?$/.test(path)) return codeRules(path, text);
  return path.endsWith(".html") && /\sstyle\s*=/.test(text) ? [{ line: 1, reason: "inline style in markup" }] : [];
}

function cssRules(path, text) {
  if (path === "design/tokens.css") return [];
  return eachLine(text.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, " ")), (line) => (RAW_COLOUR.test(line.replace(/color-mix\([^;]*/g, "")) ? "raw colour outside tokens.css" : undefined));
}

function codeRules(path, text) {
  const isTest = /\.test\.tsx?$/.test(path) || path.startsWith("testing/");
  const broken = [];
  const { program } = parseSync(path, text, { lang: path.endsWith("x") ? "tsx" : "ts" });
  walk(program, (node) => {
    const at = (reason) => broken.push({ line: text.slice(0, node.start).split("\n").length, reason });
    if (node.type === "ImportDeclaration" && node.source.value.startsWith("@tauri-apps") && !path.startsWith("bridge/")) at("@tauri-apps outside bridge/");
    if (node.type === "JSXAttribute") {
      const name = node.name.name;
      if (name === "dangerouslySetInnerHTML") at("HTML from a string");
      if (name === "style") at("style attribute; use a class or a custom property set from script");
      if (!isTest && WORD_ATTRIBUTES.has(name) && node.value?.type === "Literal" && /[A-Za-z]{2}/.test(String(node.value.value))) at(`words outside text/: ${node.value.value}`);
    }
    if (!isTest && node.type === "JSXText" && /[A-Za-z]{2}/.test(node.value)) at(`words outside text/: ${node.value.trim()}`);
    if (node.type === "AssignmentExpression" && ["innerHTML", "outerHTML"].includes(node.left.property?.name)) at("HTML from a string");
    if (node.type === "CallExpression" && node.callee.name === "fetch") at("bare fetch; the page talks to the program only");
    if (!isTest && !path.startsWith("bridge/fake/") && node.type === "Literal" && typeof node.value === "string" && /^#[0-9a-f]{3,8}$/i.test(node.value)) at("raw colour outside tokens.css");
  });
  return broken;
}

function walk(node, visit) {
  if (!node || typeof node !== "object") return;
  if (Array.isArray(node)) return node.forEach((each) => walk(each, visit));
  if (typeof node.type === "string") visit(node);
  for (const [key, value] of Object.entries(node)) if (key !== "parent" && value && typeof value === "object") walk(value, visit);
}

function eachLine(text, judge) {
  return text.split("\n").flatMap((line, index) => {
    const reason = judge(line);
    return reason ? [{ line: index + 1, reason }] : [];
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = fileURLToPath(new URL("../src", import.meta.url));
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const broken = files.flatMap((file) => findBroken(relative(root, file), readFileSync(file, "utf8")).map((found) => `${relative(root, file)}:${found.line} ${found.reason}`));
  const page = readFileSync(fileURLToPath(new URL("../index.html", import.meta.url)), "utf8");
  broken.push(...findBroken("index.html", page).map((found) => `index.html ${found.reason}`));
  for (const line of broken) console.error(line);
  console.log(`${files.length} files, ${broken.length} broken house rules`);
  process.exitCode = broken.length > 0 ? 1 : 0;
}

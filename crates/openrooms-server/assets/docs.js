// Shows ./openapi.json. Text only ever becomes text nodes; nothing here is fetched from elsewhere.
"use strict";

const TEXTS = {
  en: {
    other: "中文", otherLang: "zh", skip: "Skip to the operations", api: "API", search: "Search",
    searchHint: "Search name, path, field, error", operations: "Operations", loading: "Loading…",
    failed: "The document could not be loaded.", again: "Try again", none: "Nothing fits this search.",
    found: (n) => (n === 1 ? "1 operation" : n + " operations"), parameters: "Parameters", body: "Body", reply: "Reply",
    errors: "Errors", scope: "Scope", noScope: "none: takes no token", example: "Example",
    needed: "required", always: "always there", inPath: "in the path", inQuery: "in the query", list: "list of ",
    status: "status", code: "code", when: "when", from: "from", alsoHere: "as above", ours: "ours",
    types: { string: "text", integer: "integer", boolean: "true or false", object: "object", number: "number" },
    bits: " bits", form: "JSON or form", marksAre: "Where facts come from:", D: "documented by DingTalk",
    O: "observed", S: "from the SDKs", C: "our choice", document: "The OpenAPI document",
  },
  zh: {
    other: "English", otherLang: "en", skip: "跳到操作列表", api: "接口", search: "搜索",
    searchHint: "搜索名称、路径、字段、错误码", operations: "操作", loading: "加载中…",
    failed: "无法加载文档。", again: "重试", none: "没有符合的操作。",
    found: (n) => n + " 个操作", parameters: "参数", body: "请求体", reply: "响应",
    errors: "错误", scope: "权限", noScope: "无：不需要 token", example: "示例",
    needed: "必填", always: "总会返回", inPath: "路径参数", inQuery: "查询参数", list: "列表：",
    status: "状态", code: "错误码", when: "何时", from: "来源", alsoHere: "同上", ours: "自有",
    types: { string: "文本", integer: "整数", boolean: "布尔", object: "对象", number: "数字" },
    bits: " 位", form: "JSON 或表单", marksAre: "信息来源：", D: "钉钉文档",
    O: "实际观察", S: "来自 SDK", C: "我们的选择", document: "OpenAPI 文档",
  },
};

const METHODS = ["get", "post", "put", "delete", "patch"];
const $ = (id) => document.getElementById(id);
let language = "en";
let spec = null;
let t = TEXTS.en;

function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

// `code` in a sentence becomes code.
function prose(text) {
  return (text || "").split("`").map((part, at) => (at % 2 ? h("code", {}, part) : part));
}

// A path may break after each slash, a code after each dot.
function breaking(text) {
  return text.split(/(?<=[/.])/).flatMap((part) => [part, h("wbr")]);
}

function resolve(schema) {
  if (!schema || !schema.$ref) return schema || {};
  const target = schema.$ref.slice(2).split("/").reduce((at, key) => at && at[key], spec);
  return { ...target, ...schema, $ref: undefined, ref: schema.$ref };
}

function typeName(schema) {
  const is = resolve(schema);
  if (is.type === "array") return t.list + typeName(is.items);
  const bits = /^int(\d+)$/.exec(is.format || "");
  return (t.types[is.type] || is.type || "") + (bits ? ", " + bits[1] + t.bits : "");
}

// The fields of a schema and of all below it; `above` guards against schemas that hold themselves,
// `word` is said of those that are never left out.
function fields(schema, above, word) {
  const is = resolve(schema);
  if (is.ref && above.includes(is.ref)) return h("span", { class: "type" }, t.alsoHere);
  const now = is.ref ? [...above, is.ref] : above;
  if (is.type === "array") return fields(is.items, now, word);
  if (is.anyOf) {
    return h("ul", { class: "fields" }, is.anyOf.map((one) =>
      h("li", {}, h("span", { class: "about" }, prose(resolve(one).description)), fields(one, now, word))));
  }
  const needed = is.required || [];
  const names = Object.keys(is.properties || {}).filter((name) => !needed.includes(name));
  if (!needed.length && !names.length) return null;
  const one = (said) => (name) => field(name, is.properties[name], said, is.properties[name].description, "", now, word);
  return h("ul", { class: "fields" }, needed.map(one(word)), names.map(one("")));
}

function field(name, schema, said, about, place, above, word) {
  return h("li", {},
    h("span", { class: "name" }, name),
    h("span", { class: "type" }, typeName(schema) + (place ? ", " + place : "")),
    said ? h("span", { class: said === t.needed ? "need" : "type" }, said) : null,
    h("span", { class: "about" }, prose(about || resolve(schema).description)),
    fields(schema, above, word));
}

function content(holder) {
  return holder && holder.content && holder.content["application/json"].schema;
}

function curl(route, method, operation) {
  const quote = (text) => "'" + text + "'";
  const query = (operation.parameters || []).filter((one) => one.in === "query" && one.required);
  let url = location.origin + route.replace(/\{(\w+)\}/g, (_, name) => "<" + name + ">");
  if (query.length) url += "?" + query.map((one) => one.name + "=<" + one.name + ">").join("&");
  const lines = ["curl " + (method === "get" ? "" : "-X " + method.toUpperCase() + " ") + quote(url)];
  if ((operation.security || []).some((one) => one.token)) {
    lines.push("-H " + quote(spec.components.securitySchemes.token.name + ": <token>"));
  }
  const body = resolve(content(operation.requestBody));
  if (body.properties) {
    const names = Object.keys(body.properties).filter((name) => (body.required || []).includes(name));
    lines.push("-H 'content-type: application/json'");
    lines.push("-d " + quote("{" + names.map((name) => JSON.stringify(name) + ": \"<" + name + ">\"").join(", ") + "}"));
  }
  return lines.join(" \\\n  ");
}

function errors(list) {
  return h("table", { class: "errors" },
    h("thead", {}, h("tr", {}, [t.status, t.code, t.when, t.from].map((name) => h("th", { scope: "col" }, name)))),
    h("tbody", {}, list.map((one) => h("tr", {},
      h("td", {}, one.status ? String(one.status) : "200"),
      h("td", {}, h("code", {}, breaking(one.code + (one.subCode ? " / " + one.subCode : ""))),
        one.message ? h("span", { class: "said" }, one.message) : null),
      h("td", { class: "why" }, one.when),
      h("td", { title: t[one.mark] }, one.mark)))));
}

function operation(route, method, it) {
  const marks = it["x-marks"] || {};
  const from = (mark) => (mark ? h("small", { class: "type", title: t[mark] }, mark) : null);
  const inside = h("div", { class: "inside" },
    it.description ? h("p", {}, prose(it.description)) : null,
    h("dl", { class: "facts" },
      h("dt", {}, t.scope), h("dd", {}, it["x-scope"] ? h("code", {}, breaking(it["x-scope"])) : t.noScope, from(marks.scope)),
      it["x-ours"] ? [h("dt", {}, t.from), h("dd", {}, t.ours)] : null));
  const titled = (title, note, shown) => {
    if (shown) inside.append(h("h4", {}, title, " ", note ? h("small", {}, note) : null), shown);
  };
  const parameters = it.parameters || [];
  titled(t.parameters, "", parameters.length && h("ul", { class: "fields" }, parameters.map((one) =>
    field(one.name, one.schema, one.required && t.needed, one.description, one.in === "path" ? t.inPath : t.inQuery, [], t.needed))));
  const body = content(it.requestBody);
  const isForm = body && Object.keys(it.requestBody.content).length > 1;
  titled(t.body, isForm ? t.form : "JSON", body && fields(body, [], t.needed));
  titled(t.reply, "200, JSON", fields(content(it.responses["200"]), [], t.always));
  titled(t.errors, "", it["x-errors"] && it["x-errors"].length ? errors(it["x-errors"]) : null);
  titled(t.example, "", h("pre", { tabindex: "0" }, curl(route, method, it)));
  return h("details", { class: "operation", id: it.operationId },
    h("summary", {},
      h("span", { class: "method " + method }, method.toUpperCase()),
      h("span", {}, h("h3", {}, it.operationId), h("span", { class: "path" }, breaking(route))),
      h("span", { class: "sum" }, it.summary)),
    inside);
}

function draw() {
  const open = new Set([...document.querySelectorAll(".operation[open]")].map((one) => one.id));
  const all = Object.entries(spec.paths).flatMap(([route, item]) =>
    METHODS.filter((method) => item[method]).map((method) => ({ route, method, it: item[method] })));
  $("version").textContent = spec.info.version;
  $("operations").replaceChildren();
  $("nav").replaceChildren();
  for (const tag of spec.tags) {
    const own = all.filter(({ it }) => it.tags.includes(tag.name));
    $("operations").append(h("section", {}, h("h2", {}, tag.name), h("p", {}, tag.description),
      own.map(({ route, method, it }) => operation(route, method, it))));
    $("nav").append(h("div", {}, h("h2", {}, tag.name),
      own.map(({ it }) => h("a", { href: "#" + it.operationId, "data-of": it.operationId }, it.operationId))));
  }
  for (const id of open) $(id).open = true;
  search();
}

function search() {
  if (!spec) return;
  const words = $("search").value.toLowerCase().split(/\s+/).filter(Boolean);
  let found = 0;
  for (const one of document.querySelectorAll(".operation")) {
    const text = one.textContent.toLowerCase();
    one.hidden = !words.every((word) => text.includes(word));
    found += !one.hidden;
    document.querySelector(`[data-of="${one.id}"]`).hidden = one.hidden;
  }
  for (const group of document.querySelectorAll("section, nav div")) {
    group.hidden = !group.querySelector("[id]:not([hidden]), [data-of]:not([hidden])");
  }
  $("state").textContent = found ? t.found(found) : t.none;
}

function speak(to) {
  language = to in TEXTS ? to : "en";
  t = TEXTS[language];
  document.documentElement.lang = language;
  for (const one of document.querySelectorAll("[data-t]")) one.textContent = t[one.dataset.t];
  for (const one of document.querySelectorAll("[data-p]")) one.placeholder = t[one.dataset.p];
  for (const one of document.querySelectorAll("[data-l]")) one.setAttribute("aria-label", t[one.dataset.l]);
  $("language").textContent = t.other;
  $("language").lang = t.otherLang;
  if (spec) draw();
}

function follow() {
  const one = $(decodeURIComponent(location.hash.slice(1)));
  if (!one || !one.matches(".operation")) return;
  if (one.hidden) { $("search").value = ""; search(); }
  one.open = true;
  one.scrollIntoView();
  one.querySelector("summary").focus({ preventScroll: true });
}

async function load() {
  $("state").textContent = t.loading;
  try {
    const reply = await fetch("./openapi.json");
    if (!reply.ok) throw new Error(String(reply.status));
    spec = await reply.json();
  } catch (error) {
    const again = h("button", { type: "button" }, t.again);
    again.addEventListener("click", load);
    $("state").replaceChildren(t.failed, " ", again);
    return;
  }
  draw();
  follow();
}

function remembered() {
  try { return localStorage.getItem("language"); } catch { return null; }
}

$("language").addEventListener("click", () => {
  speak(t.otherLang);
  try { localStorage.setItem("language", language); } catch { /* then it is asked again next time */ }
});
$("search").addEventListener("input", search);
addEventListener("hashchange", follow);
addEventListener("keydown", (event) => {
  const writing = event.target instanceof HTMLInputElement;
  if (event.key === "/" && !writing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    $("search").focus();
  } else if (event.key === "Escape" && event.target === $("search")) {
    $("search").value = "";
    search();
  }
});

speak(remembered() || (navigator.language.startsWith("zh") ? "zh" : "en"));
load();

/// The pages' programs, put together of their parts.
enum PageScript {
  static let console =
    start + core + charts + overview + forecast + rows + batch + customers
    + traffic + views + end
  static let documentation = start + core + interface + end

  private static let start = "\"use strict\";\n(() => {\n"
  private static let end = "})();\n"

  /// Elements, questions to the service, and the key.
  private static let core = #"""
    const main = document.getElementById("main");
    const status = document.getElementById("status");
    const say = (text) => { status.textContent = text || ""; };

    function element(name, attributes, ...children) {
      const made = document.createElement(name);
      return filled(made, attributes, children);
    }

    function drawn(name, attributes, ...children) {
      const made = document.createElementNS("http://www.w3.org/2000/svg", name);
      return filled(made, attributes, children);
    }

    function filled(made, attributes, children) {
      for (const [name, value] of Object.entries(attributes || {})) {
        if (value === false || value === null || value === undefined) continue;
        if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
        else made.setAttribute(name, value === true ? "" : String(value));
      }
      for (const child of children.flat(Infinity)) {
        if (child === null || child === undefined) continue;
        made.append(child);
      }
      return made;
    }

    class Refusal extends Error {
      constructor(problem, code) {
        super(problem.detail || "the request failed");
        this.problem = problem;
        this.code = code;
      }
    }

    async function ask(path, options) {
      const wish = Object.assign({ headers: {} }, options);
      const key = sessionStorage.getItem("key");
      if (key) wish.headers["X-API-Key"] = key;
      let answer;
      try {
        answer = await fetch(path, wish);
      } catch (error) {
        throw new Refusal({ detail: "the service cannot be reached" }, 0);
      }
      if (answer.status === 401) document.getElementById("key-form").hidden = false;
      const isJSON = (answer.headers.get("Content-Type") || "").includes("json")
        && !(answer.headers.get("Content-Type") || "").includes("ndjson");
      const body = isJSON ? await answer.json() : await answer.text();
      if (!answer.ok) throw new Refusal(isJSON ? body : {}, answer.status);
      return body;
    }

    const post = (path, value) => ask(path, {
      method: "POST", body: JSON.stringify(value), headers: { "Content-Type": "application/json" },
    });

    const number = (value, decimals) => value === null || value === undefined || isNaN(value) ? "-"
      : Number(value).toLocaleString("en", {
        maximumFractionDigits: decimals === undefined ? 2 : decimals });
    const percent = (value) => number(value * 100, 1) + " %";

    function table(caption, names, rows) {
      const isNumber = names.map((_, place) =>
        rows.length > 0 && rows.every((row) => typeof row[place] === "number" || row[place] === "-"
          || /^[-+]?[\d,.]+( %)?$/.test(row[place])));
      const kind = (place) => ({ class: isNumber[place] ? "number" : null });
      return element("div", { class: "scroll" }, element("table", {},
        element("caption", {}, caption),
        element("thead", {}, element("tr", {}, names.map((name, place) =>
          element("th", Object.assign({ scope: "col" }, kind(place)), name)))),
        element("tbody", {}, rows.map((row) => element("tr", {}, row.map((cell, place) =>
          element("td", String(cell).length > 40 ? { class: "words" } : kind(place),
            typeof cell === "number" ? number(cell) : cell)))))));
    }

    /* The cells of a line of CSV. */
    function cellsOf(line) {
      return [...("," + line).matchAll(/,(?:"((?:[^"]|"")*)"|([^,]*))/g)]
        .map((m) => m[1] === undefined ? m[2] : m[1].replace(/""/g, "\""));
    }

    function title(text, lead) {
      return [element("h1", {}, text), element("p", { class: "lead" }, lead)];
    }

    function failed(error) {
      return element("p", { class: "bad", role: "alert" }, error.message);
    }

    document.getElementById("key-form").addEventListener("submit", (event) => {
      event.preventDefault();
      sessionStorage.setItem("key", document.getElementById("key").value);
      document.getElementById("key").value = "";
      show();
    });

    """#
}

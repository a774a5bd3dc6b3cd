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
          element("td", kind(place), typeof cell === "number" ? number(cell) : cell)))))));
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

  private static let charts = #"""
    function ticks(low, high) {
      const span = high - low || Math.abs(high) || 1;
      const power = Math.pow(10, Math.floor(Math.log10(span / 4)));
      const step = [1, 2, 5, 10].map((m) => m * power).find((s) => span / s <= 5) || power * 10;
      const found = [];
      for (let t = Math.floor(low / step) * step; t <= high + step * 0.999; t += step) found.push(t);
      return found;
    }

    function lineChart(name, labels, values, lower, upper) {
      const [width, height, left, bottom] = [960, 320, 70, 30];
      const marks = ticks(Math.min(...lower, ...values), Math.max(...upper, ...values));
      const [low, high] = [marks[0], marks[marks.length - 1]];
      const x = (i) => left + i / Math.max(1, values.length - 1) * (width - left - 10);
      const y = (v) => 10 + (high - v) / (high - low || 1) * (height - bottom - 10);
      const place = (v, i) => `${x(i).toFixed(1)},${y(v).toFixed(1)}`;
      const band = upper.map(place).concat(lower.map(place).reverse()).join(" ");
      const every = Math.ceil(labels.length / 6);
      return drawn("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": name },
        drawn("title", {}, name),
        marks.map((t) => [
          drawn("line", { class: "grid", x1: left, x2: width - 10, y1: y(t), y2: y(t) }),
          drawn("text", { x: left - 8, y: y(t) + 4, "text-anchor": "end" }, number(t, 2))]),
        drawn("polygon", { class: "band", points: band }),
        drawn("polyline", { class: "line", points: values.map(place).join(" ") }),
        labels.map((label, i) => i % every ? null
          : drawn("text", { x: x(i), y: height - 8, "text-anchor": i ? "middle" : "start" }, label)));
    }

    /* Bars to both sides of zero: what each field adds. */
    function forceChart(name, parts) {
      const [width, line, middle] = [960, 26, 560];
      const most = Math.max(...parts.map((p) => Math.abs(p.part)), 1e-9);
      const height = parts.length * line + 8;
      return drawn("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": name },
        drawn("title", {}, name),
        drawn("line", { class: "grid", x1: middle, x2: middle, y1: 0, y2: height }),
        parts.map((p, i) => {
          const long = Math.abs(p.part) / most * 300;
          return [
            drawn("text", { class: "ink", x: 0, y: i * line + 19 }, p.text.replace(/^[-+][\d.]+ /, "")),
            drawn("rect", { class: p.part < 0 ? "bar less" : "bar", y: i * line + 5, height: line - 8,
              x: p.part < 0 ? middle - long * 0.6 : middle, width: p.part < 0 ? long * 0.6 : long }),
            drawn("text", { x: middle + (p.part < 0 ? 6 : long + 6), y: i * line + 19 },
              (p.part < 0 ? "" : "+") + p.part.toFixed(2))];
        }));
    }

    function barChart(name, labels, values, kinds, format, isHalf) {
      const [width, line, left] = isHalf ? [500, 26, 110] : [960, 26, 330];
      const most = Math.max(...values, 1e-9);
      const height = values.length * line + 8;
      return drawn("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": name },
        drawn("title", {}, name),
        values.map((value, i) => [
          drawn("text", { class: "ink", x: 0, y: i * line + 19 }, labels[i].slice(0, 46)),
          drawn("rect", { class: "bar " + (kinds ? kinds[i] : ""), x: left, y: i * line + 5,
            height: line - 8, width: Math.max(1, value / most * (width - left - 110)) }),
          drawn("text", { x: left + value / most * (width - left - 110) + 8, y: i * line + 19 },
            format(value))]));
    }

    function columnChart(name, labels, values) {
      const [width, height, bottom] = [960, 220, 26];
      const most = Math.max(...values, 1e-9);
      const step = width / Math.max(1, values.length);
      return drawn("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": name },
        drawn("title", {}, name),
        values.map((value, i) => {
          const tall = value / most * (height - bottom - 16);
          return [
            drawn("rect", { class: "bar", x: i * step + 2, width: Math.max(1, step - 4),
              y: height - bottom - tall, height: tall }),
            value ? drawn("text", { x: (i + 0.5) * step, y: height - bottom - tall - 4,
              "text-anchor": "middle" }, number(value, 0)) : null,
            drawn("text", { x: (i + 0.5) * step, y: height - 8, "text-anchor": "middle" },
              labels[i])];
        }));
    }

    """#
}

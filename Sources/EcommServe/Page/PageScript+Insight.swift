extension PageScript {
  static let customers = #"""
    async function segmentView() {
      const [overview, all] = await Promise.all([ask("/analytics/overview"), ask("/analytics/segments")]);
      const segments = all.segments;
      const found = element("div", { "aria-live": "polite" });
      const id = element("input", { id: "customer", autocomplete: "off" });
      const look = element("form", { class: "row", onsubmit: async (event) => {
        event.preventDefault();
        try {
          const one = await ask("/analytics/customer/" + encodeURIComponent(id.value.trim()));
          found.replaceChildren(element("h2", {}, `${one.customer}: ${one.name || "no segment"}`),
            element("p", {}, one.action || ""),
            table("What is known", ["figure", "value"], Object.entries(one)
              .filter(([n, v]) => v !== null && !["customer", "action", "name"].includes(n))
              .map(([n, v]) => [n.replace(/_/g, " "), typeof v === "number" ? number(v, 2) : String(v)])));
        } catch (error) {
          found.replaceChildren(failed(error));
        }
      } }, element("label", { for: "customer" }, "Customer "), id, element("button", { type: "submit" }, "Look up"));
      const names = segments.map((s) => s.name);
      return [title("Segments", `${number(overview.customers, 0)} customers, ${number(overview.orders, 0)} orders, ${number(overview.revenue, 0)} in all; ${overview.anomalies} unlike any other.`),
        element("div", { class: "cards wide" },
          element("section", { class: "card" }, element("h2", {}, "Customers"), barChart("Customers by segment", names, segments.map((s) => s.customers), null, (v) => number(v, 0))),
          element("section", { class: "card" }, element("h2", {}, "Revenue"), barChart("Revenue by segment", names, segments.map((s) => s.revenue), null, (v) => number(v, 0)))),
        table("What they are like: medians", ["segment", "customers", "share", "days since", "orders", "value"],
          segments.map((s) => [s.name, number(s.customers, 0), percent(s.share), number(s.medians.recency, 0), number(s.medians.frequency, 0), number(s.medians.monetary, 0)])),
        element("h2", {}, "What to do"),
        element("dl", {}, segments.map((s) => [element("dt", {}, s.name), element("dd", {}, s.action)])),
        element("h2", {}, "One customer"), look, found];
    }

    async function anomalyView(models) {
      const own = models.filter((m) => m.task === "anomaly" && m.form);
      const result = element("div", { "aria-live": "polite" });
      const which = picker("anomaly-model", own, () => {});
      const input = element("input", { type: "file", id: "payments", accept: ".csv" });
      input.addEventListener("change", async () => {
        if (!input.files[0]) return;
        try {
          const file = await input.files[0].text();
          const text = await ask(`/models/${encodeURIComponent(which.value)}/predict`, { method: "POST", body: file, headers: { "Content-Type": "text/csv" } });
          const rows = text.trim().split("\n").slice(1).map((line, i) => {
            const [score, flag, reasons] = cellsOf(line);
            return { row: i + 2, score: Number(score), flag: flag === "true", reasons: reasons || "" };
          });
          const alarms = rows.filter((r) => r.flag).sort((a, b) => b.score - a.score);
          result.replaceChildren(
            element("p", {}, `${number(alarms.length, 0)} of ${number(rows.length, 0)} rows are strange.`),
            table("The strangest", ["line", "score", "why"], alarms.slice(0, 50).map((r) => [String(r.row), r.score.toFixed(3), r.reasons])));
        } catch (error) {
          result.replaceChildren(failed(error));
        }
      });
      return [title("Anomalies", "Rows that are unlike the others, with the reasons."),
        element("div", { class: "row" }, element("label", { for: "anomaly-model" }, "Model "), which,
          element("label", { for: "payments" }, "CSV of payments "), input), result];
    }

    """#

  static let traffic = #"""
    function parsed(text) {
      return text.split("\n").filter((l) => l && l[0] !== "#").map((line) => {
        const cut = line.lastIndexOf(" ");
        const name = line.slice(0, cut);
        const labels = {};
        const brace = name.indexOf("{");
        if (brace >= 0) for (const m of name.slice(brace).matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)) labels[m[1]] = m[2];
        return { name: brace < 0 ? name : name.slice(0, brace), labels: labels, value: Number(line.slice(cut + 1)) };
      });
    }

    function quantile(buckets, share) {
      const all = buckets.length ? buckets[buckets.length - 1].value : 0;
      const found = buckets.find((b) => b.value >= all * share);
      return !all || !found ? "-" : "below " + (found.labels.le === "+Inf" ? "more than 10 s" : number(found.labels.le * 1000, 2) + " ms");
    }

    async function trafficView(models) {
      const samples = parsed(await ask("/metrics"));
      const of = (name) => samples.filter((s) => s.name === name);
      const one = (name) => (of(name)[0] || { value: 0 }).value;
      const routes = [...new Set(of("ecomml_http_requests_total").map((s) => s.labels.route))];
      const rows = routes.map((route) => {
        const own = of("ecomml_http_requests_total").filter((s) => s.labels.route === route);
        const sum = (test) => own.filter(test).reduce((all, s) => all + s.value, 0);
        const buckets = of("ecomml_http_request_duration_seconds_bucket").filter((s) => s.labels.route === route);
        return [route, number(sum(() => true), 0), number(sum((s) => s.labels.status >= "400"), 0), quantile(buckets, 0.5), quantile(buckets, 0.99)];
      });
      const parts = [title("Traffic and drift", `${number(one("process_resident_memory_bytes") / 1e6, 0)} MB of memory, ${number(one("ecomml_http_connections"), 0)} connections, ${number(one("ecomml_rate_limited_total"), 0)} requests too many.`),
        table("Requests", ["path", "requests", "refused", "half within", "99 % within"], rows)];
      for (const model of models) {
        const psi = of("ecomml_drift_psi").filter((s) => s.labels.model === model.name).sort((a, b) => b.value - a.value).slice(0, 12);
        const buckets = of("ecomml_prediction_score_bucket").filter((s) => s.labels.model === model.name && s.labels.role === "champion");
        if (!psi.length && !buckets.length) continue;
        const scored = buckets.map((b, i) => b.value - (i ? buckets[i - 1].value : 0));
        parts.push(element("section", { class: "card" }, element("h2", {}, model.name),
          buckets.length ? [element("p", { class: "soft" }, "Scores of the rows that were asked about"),
            columnChart("Scores of " + model.name, buckets.map((b) => b.labels.le === "+Inf" ? "1" : b.labels.le), scored)] : null,
          psi.length ? [element("p", { class: "soft" }, "How far each column has moved from training (stability index; above 0.2 is much)"),
            barChart("Drift of " + model.name, psi.map((s) => s.labels.column), psi.map((s) => s.value), psi.map((s) => s.value > 0.2 ? "hot" : "quiet"), (v) => number(v, 3))]
            : element("p", { class: "soft" }, "Drift shows from 100 rows on.")));
      }
      return parts;
    }

    """#

  static let views = #"""
    const all = [
      ["overview", "Models", overviewView, () => true],
      ["forecast", "Forecast", forecastView, (m) => m.task === "forecast"],
      ["predict", "One row", predictView, (m) => m.form && m.task !== "segment"],
      ["batch", "Many rows", batchView, (m) => m.form],
      ["segments", "Segments", segmentView, (m) => m.task === "segment"],
      ["anomalies", "Anomalies", anomalyView, (m) => m.task === "anomaly" && m.form],
      ["traffic", "Traffic", trafficView, () => true],
    ];

    async function show() {
      const nav = document.getElementById("views");
      let models;
      try {
        models = await ask("/models");
      } catch (error) {
        return main.replaceChildren(failed(error));
      }
      document.getElementById("key-form").hidden = true;
      const shown = all.filter((view) => models.some(view[3]));
      const name = location.hash.slice(1);
      const view = shown.find((v) => v[0] === name) || shown[0];
      nav.replaceChildren(...shown.map(([id, text]) => element("button", {
        type: "button", "aria-current": id === view[0] ? "page" : null,
        onclick: () => { location.hash = id; } }, text)));
      document.title = `${view[1]} - ecomml`;
      main.setAttribute("aria-busy", "true");
      try {
        const parts = await view[2](models);
        main.replaceChildren(...parts.flat().filter((p) => p));
      } catch (error) {
        main.replaceChildren(failed(error));
      }
      main.removeAttribute("aria-busy");
    }

    addEventListener("hashchange", async () => { await show(); main.focus(); });
    show();

    """#

  static let interface = #"""
    function example(schema, schemas, depth) {
      if (!schema || depth > 6) return null;
      if (schema.$ref) return example(schemas[schema.$ref.split("/").pop()], schemas, depth + 1);
      if (schema.anyOf) return example(schema.anyOf[0], schemas, depth + 1);
      if (schema.enum) return schema.enum[0];
      const type = [].concat(schema.type)[0];
      if (type === "object") {
        const row = {};
        for (const name of schema.required || []) row[name] = example((schema.properties || {})[name], schemas, depth + 1);
        return row;
      }
      if (type === "array") return [example(schema.items, schemas, depth + 1)];
      if (type === "boolean") return false;
      if (type === "string") return schema.format === "date-time" ? "2025-03-09T17:45:00" : "";
      const [low, high] = [schema.minimum || 0, schema.maximum === undefined ? 1 : schema.maximum];
      return type === "integer" ? Math.round(low + (high - low) * 0.1) : Number((low + (high - low) * 0.1).toPrecision(3));
    }

    function operation(path, verb, what, schemas) {
      const id = what.operationId;
      const inputs = (what.parameters || []).map((p) => [p, element("input", { id: id + "-" + p.name })]);
      const json = what.requestBody && what.requestBody.content["application/json"];
      const body = json ? element("textarea", { id: id + "-body", spellcheck: "false" }) : null;
      if (body) body.value = JSON.stringify(example(json.schema, schemas, 0), null, 2);
      const result = element("pre", { hidden: true, tabindex: 0, "aria-label": "Answer" });
      const form = element("form", { onsubmit: async (event) => {
        event.preventDefault();
        let target = path;
        const query = [];
        for (const [p, input] of inputs) {
          if (p.in === "path") target = target.replace(`{${p.name}}`, encodeURIComponent(input.value));
          else if (input.value) query.push(`${p.name}=${encodeURIComponent(input.value)}`);
        }
        const options = { method: verb.toUpperCase(), headers: {} };
        if (body) { options.body = body.value; options.headers["Content-Type"] = "application/json"; }
        try {
          const answer = await ask(target + (query.length ? "?" + query.join("&") : ""), options);
          result.textContent = typeof answer === "string" ? answer : JSON.stringify(answer, null, 2);
        } catch (error) {
          result.textContent = `${error.code}\n` + JSON.stringify(error.problem, null, 2);
        }
        result.hidden = false;
      } },
        inputs.map(([p, input]) => element("div", { class: "row" }, element("label", { for: input.id }, `${p.name}${p.description ? ": " + p.description : ""} `), input)),
        body ? element("div", {}, element("label", { for: body.id }, "Body"), body) : null,
        element("div", { class: "row" }, element("button", { type: "submit", class: "main" }, "Try it")));
      return element("details", { id: id }, element("summary", {}, element("span", { class: "verb" }, verb.toUpperCase()), element("code", {}, path), "  ", element("span", { class: "soft" }, what.summary)), form, result);
    }

    async function show() {
      let document;
      try {
        document = await ask("/openapi.json");
      } catch (error) {
        return main.replaceChildren(failed(error));
      }
      const tags = {};
      for (const [path, verbs] of Object.entries(document.paths)) {
        for (const [verb, what] of Object.entries(verbs)) (tags[what.tags[0]] = tags[what.tags[0]] || []).push(operation(path, verb, what, document.components.schemas));
      }
      const order = ["service", "models", "scoring", "analytics"].filter((t) => tags[t]);
      main.replaceChildren(...title("The interface", "Every path, with a body that the loaded models take. Errors come as RFC 9457 says, with every field named."),
        ...order.flatMap((t) => [element("h2", {}, t), ...tags[t]]));
    }

    show();

    """#
}

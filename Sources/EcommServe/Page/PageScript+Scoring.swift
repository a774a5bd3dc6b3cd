extension PageScript {
  static let overview = #"""
    function quality(model) {
      const found = model.evaluation || {};
      const best = (found.leaderboard || [])[0] || {};
      const base = found.baseline || {};
      if (best.roc_auc !== undefined) return [number(best.roc_auc, 3), "ROC-AUC", `by chance ${number(base.roc_auc, 3)}; average precision ${number(best.pr_auc, 3)}, by chance ${number(base.pr_auc, 3)}`];
      if (best.accuracy !== undefined) return [percent(best.accuracy), "accuracy", `the commonest class alone ${percent(base.accuracy)}`];
      if (best.mae !== undefined) return [number(best.mae, 0), "mean error of a period", `MASE ${number(best.mase, 2)} (1 is as wrong as last season was in training)${held(best)}`];
      if (found.explained !== undefined) return [percent(found.explained), "of the spread explained", `${number(found.customers, 0)} customers in ${(found.segments || []).length} segments`];
      const entry = ((found.folds || {}).entries || [])[0];
      if (entry) return [number(entry.pr_auc.mean, 3), "average precision", `by chance ${number(found.folds.base_rate, 3)}; on later rows than it learned from`];
      return ["", "no figures in the model", ""];
    }

    /* How often the truth lay within the intervals when the model was tried on its past. */
    function held(best) {
      const eight = (best.intervals || []).find((i) => Math.abs(i.level - 0.8) < 1e-9);
      return eight ? `; 80 % intervals held ${percent(eight.coverage)}` : "";
    }

    function duration(seconds) {
      const [size, unit] = [[86400, "day"], [3600, "hour"], [60, "minute"], [1, "second"]]
        .find(([size]) => seconds >= size) || [1, "second"];
      const count = Math.floor(seconds / size);
      return `${number(count, 0)} ${unit}${count === 1 ? "" : "s"}`;
    }

    async function overviewView() {
      const health = await ask("/health");
      const models = await ask("/models");
      const all = await Promise.all(models.map((m) => ask("/models/" + encodeURIComponent(m.name))));
      const parts = title("Models", `${models.length} loaded, up for ${duration(health.uptime_seconds)}, version ${health.version}.`);
      if (health.failures.length) parts.push(element("div", { role: "alert", class: "card bad" },
        health.failures.map((f) => element("p", {}, f.challenger
          ? `${f.challenger}, the challenger of ${f.name}: ${f.reason}` : `${f.name} stays as it was: ${f.reason}`))));
      for (const one of health.challengers.filter((c) => c.takes_part)) parts.push(element("p", { class: "soft" },
        `${one.file} (${one.version}) challenges ${one.name}: ${one.share ? percent(one.share) + " of the answers are its own" : "it is asked along and not heard"}.`));
      parts.push(element("div", { class: "cards" }, all.map((model) => {
        const [figure, name, note] = quality(model);
        return element("section", { class: "card" },
          element("h2", {}, model.name),
          element("p", { class: "soft" }, `${model.task}, ${model.learner}, from ${number(model.rows, 0)} rows`),
          element("p", { class: "figure" }, figure + " ", element("span", { class: "soft" }, name)),
          element("p", { class: "soft" }, note),
          element("p", { class: "soft" }, `version ${model.id}, read ${model.loaded_at}`));
      })));
      return parts;
    }

    """#

  static let forecast = #"""
    async function forecastView(models) {
      const own = models.filter((m) => m.task === "forecast");
      const picture = element("div", { class: "card" });
      const figures = element("div", {});
      const days = element("input", { type: "range", min: 1, max: 90, value: 14, id: "days", "aria-describedby": "days-now" });
      const now = element("output", { id: "days-now", for: "days" }, "14 days");
      const which = picker("forecast-model", own, () => draw());
      let last = 0;
      async function draw() {
        now.textContent = days.value + " days";
        const turn = ++last;
        let answer;
        try {
          answer = await post("/forecast?model=" + encodeURIComponent(which.value), { days_ahead: Number(days.value) });
        } catch (error) {
          return picture.replaceChildren(failed(error));
        }
        if (turn !== last) return;
        const points = answer.forecasts;
        const sum = points.reduce((all, p) => all + p.forecast, 0);
        picture.replaceChildren(
          element("p", {}, `${number(sum, 0)} expected from ${points[0].date} to ${points[points.length - 1].date}. The band holds 8 of 10 cases.`),
          lineChart("Forecast with its 80 % interval", points.map((p) => p.date), points.map((p) => p.forecast), points.map((p) => p.lower), points.map((p) => p.upper)));
        figures.replaceChildren(table("Day by day", ["date", "forecast", "lower", "upper"],
          points.map((p) => [p.date, number(p.forecast), number(p.lower), number(p.upper)])));
      }
      let timer = 0;
      days.addEventListener("input", () => {
        now.textContent = days.value + " days";
        clearTimeout(timer);
        timer = setTimeout(draw, 60);
      });
      await draw();
      return [title("Forecast", "What is coming, and how sure that is."),
        element("div", { class: "row" }, element("label", { for: "forecast-model" }, "Model "), which,
          element("label", { for: "days" }, "How far "), days, now), picture, figures];
    }

    function picker(id, models, changed) {
      return element("select", { id: id, onchange: changed },
        models.map((m) => element("option", { value: m.name }, m.name)));
    }

    """#

  static let rows = #"""
    /* A row that the model might get: middles of ranges, first categories. */
    function usual(field) {
      if (field.type === "boolean") return "false";
      if (field.categories) return field.categories[0] || "";
      if (field.optional) return "";
      if (field.range) {
        const middle = field.range[0] + (field.range[1] - field.range[0]) * 0.1;
        return String(field.type === "integer" ? Math.round(middle) : Number(middle.toPrecision(3)));
      }
      return field.type === "number" || field.type === "integer" ? "1"
        : field.type === "date" ? new Date().toISOString().slice(0, 19) : "";
    }

    function control(field, id) {
      if (field.categories || field.type === "boolean") {
        const levels = field.categories || ["false", "true"];
        const empty = field.nullable ? [element("option", { value: "" }, "(not known)")] : [];
        const made = element("select", { id: id }, empty, levels.map((l) => element("option", { value: l }, l)));
        made.value = usual(field);
        return made;
      }
      const isNumber = field.type === "number" || field.type === "integer";
      return element("input", { id: id, value: usual(field), type: isNumber ? "number" : "text",
        step: field.type === "integer" ? 1 : isNumber ? "any" : null });
    }

    function valueOf(field, text) {
      if (text === "") return field.optional ? undefined : null;
      if (field.type === "boolean") return text === "true";
      return field.type === "number" || field.type === "integer" ? Number(text) : text;
    }

    function rowForm(model, fields, asked) {
      const controls = fields.map((field, i) => control(field, "field-" + i));
      const faults = fields.map((_, i) => element("p", { class: "fault", id: "fault-" + i }));
      const form = element("form", { novalidate: true, onsubmit: (event) => {
        event.preventDefault();
        const row = {};
        fields.forEach((field, i) => {
          const value = valueOf(field, controls[i].value);
          if (value !== undefined) row[field.name] = value;
        });
        mark([]);
        asked(row).catch((error) => mark((error.problem || {}).errors || [], error));
      } },
        element("div", { class: "fields" }, fields.map((field, i) => element("div", {},
          element("label", { for: "field-" + i }, field.name + (field.range ? ` (${number(field.range[0])} to ${number(field.range[1])})` : "")),
          controls[i], faults[i]))),
        element("div", { class: "row" }, element("button", { type: "submit", class: "main" }, "Ask " + model.name)));
      function mark(errors, error) {
        fields.forEach((field, i) => {
          const own = errors.filter((e) => e.pointer === "#/" + field.name.replace(/~/g, "~0").replace(/\//g, "~1"));
          controls[i].setAttribute("aria-invalid", own.length > 0);
          controls[i].setAttribute("aria-describedby", "fault-" + i);
          faults[i].textContent = own.map((e) => e.detail).join("; ");
        });
        say(error ? error.message : "");
      }
      return form;
    }

    async function predictView(models) {
      const own = models.filter((m) => m.form && m.task !== "segment");
      const answer = element("div", { "aria-live": "polite", id: "answer" });
      const place = element("div", {});
      const which = picker("row-model", own, () => draw());
      which.value = (own.find((m) => m.task === "classify" && m.form.some((f) => f.type !== "text")) || own[0] || {}).name;
      function draw() {
        const model = own.find((m) => m.name === which.value);
        answer.replaceChildren();
        place.replaceChildren(model ? rowForm(model, model.form, async (row) => {
          const said = await post(`/models/${encodeURIComponent(model.name)}/predict${model.explains ? "?explain=true" : ""}`, row);
          answer.replaceChildren(...verdict(said).filter((p) => p));
        }) : element("p", {}, "No model here takes rows."));
      }
      draw();
      return [title("One row", "What a model says of it, and why."),
        element("div", { class: "row" }, element("label", { for: "row-model" }, "Model "), which), place, answer];
    }

    function verdict(said) {
      if (said.days) return [table("Days", Object.keys(said.days[0]).map((n) => n.replace(/_/g, " ")),
        said.days.map((d) => Object.values(d).map((v) => typeof v === "number" ? v : String(v))))];
      if (said.score !== undefined) {
        return [element("h2", {}, said.anomaly ? "An anomaly" : "Nothing strange"),
          element("p", {}, `Score ${number(said.score, 3)}; from ${number(said.threshold, 3)} on there is an alarm.`),
          element("ul", {}, (said.reasons || []).map((r) => element("li", {}, r)))];
      }
      const base = said.threshold === undefined ? "" : ` From ${percent(said.threshold)} on the answer is yes.`;
      return [element("h2", {}, `${said.prediction}: ${percent(said.probability)}`),
        element("p", { class: "soft" }, `Version ${said.model_version}.${base}`),
        said.reasons && said.reasons.length ? element("div", { class: "card" },
          element("p", {}, "What each field adds, in log-odds: to the right for the answer, to the left against it."),
          forceChart("What each field adds", said.reasons)) : null,
        said.alternatives ? table("Other answers", ["answer", "chance"], said.alternatives.map((a) => [String(a.prediction), percent(a.probability)])) : null];
    }

    """#

  static let batch = #"""
    async function batchView(models) {
      const own = models.filter((m) => m.form);
      const which = picker("batch-model", own, () => {});
      const result = element("div", { "aria-live": "polite" });
      const input = element("input", { type: "file", id: "file", accept: ".csv,.jsonl,.ndjson" });
      const drop = element("div", { class: "drop" },
        element("p", {}, "Drop a CSV here, or choose one: its columns go by name."),
        element("label", { for: "file" }, "File "), input);
      async function send(file) {
        if (!file) return;
        say(`Sending ${file.name}`);
        const isCSV = !/\.(jsonl|ndjson)$/.test(file.name);
        try {
          const text = await ask(`/models/${encodeURIComponent(which.value)}/predict`, {
            method: "POST", body: file,
            headers: { "Content-Type": isCSV ? "text/csv" : "application/x-ndjson" } });
          const lines = text.trim().split("\n");
          const cells = lines.slice(0, 21).map(cellsOf);
          const link = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
          result.replaceChildren(
            element("p", {}, `${number(lines.length - (isCSV ? 1 : 0), 0)} answers. `,
              element("a", { href: link, download: "answers" + (isCSV ? ".csv" : ".jsonl") }, "Save them")),
            isCSV ? table("The first of them", cells[0], cells.slice(1)) : element("pre", {}, lines.slice(0, 20).join("\n")));
          say("");
        } catch (error) {
          result.replaceChildren(failed(error), element("ul", {}, ((error.problem || {}).errors || []).map((e) => element("li", {},
            `${e.line ? "line " + e.line : e.row ? `row ${e.row}, ${e.column}` : e.pointer.slice(2)}: ${e.detail}`))));
          say("");
        }
      }
      input.addEventListener("change", () => send(input.files[0]));
      drop.addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("over"); });
      drop.addEventListener("dragleave", () => drop.classList.remove("over"));
      drop.addEventListener("drop", (event) => {
        event.preventDefault();
        drop.classList.remove("over");
        send(event.dataTransfer.files[0]);
      });
      return [title("Many rows", "A file in, a file out; the order of rows is kept."),
        element("div", { class: "row" }, element("label", { for: "batch-model" }, "Model "), which), drop, result];
    }

    """#
}

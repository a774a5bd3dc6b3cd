extension PageScript {
  /// Pictures, each drawn for the width that it has, so that letters keep their size on a phone.
  static let charts = #"""
    function fitted(draw) {
      const box = element("div", { class: "chart" });
      let width = 0;
      new ResizeObserver(() => {
        const now = Math.floor(box.clientWidth);
        if (!now || now === width) return;
        width = now;
        box.replaceChildren(draw(now));
      }).observe(box);
      return box;
    }

    function picture(name, width, height, ...parts) {
      return drawn("svg", { viewBox: `0 0 ${width} ${height}`, width: width, height: height,
        role: "img", "aria-label": name }, drawn("title", {}, name), parts);
    }

    /* About as wide as the letters of the page are. */
    const wide = (text) => text.length * 7;
    /* In the middle: names of columns often begin alike. */
    function cut(text, width) {
      const half = Math.max(2, Math.floor((width / 7 - 1) / 2));
      return wide(text) <= width ? text : text.slice(0, half) + "\u2026" + text.slice(-half);
    }

    function ticks(low, high) {
      const span = high - low || Math.abs(high) || 1;
      const power = Math.pow(10, Math.floor(Math.log10(span / 4)));
      const step = [1, 2, 5, 10].map((m) => m * power).find((s) => span / s <= 5) || power * 10;
      const found = [];
      for (let t = Math.floor(low / step) * step; t <= high + step * 0.999; t += step) found.push(t);
      return found;
    }

    const lineChart = (name, labels, values, lower, upper) => fitted((width) => {
      const marks = ticks(Math.min(...lower, ...values), Math.max(...upper, ...values));
      const [low, high] = [marks[0], marks[marks.length - 1]];
      const left = Math.max(...marks.map((t) => wide(number(t, 2)))) + 14;
      const [height, bottom] = [width < 600 ? 240 : 320, 30];
      const x = (i) => left + i / Math.max(1, values.length - 1) * (width - left - 10);
      const y = (v) => 10 + (high - v) / (high - low || 1) * (height - bottom - 10);
      const place = (v, i) => `${x(i).toFixed(1)},${y(v).toFixed(1)}`;
      const band = upper.map(place).concat(lower.map(place).reverse()).join(" ");
      const every = Math.ceil(labels.length / Math.max(1, Math.floor((width - left) / 110)));
      return picture(name, width, height,
        marks.map((t) => [
          drawn("line", { class: "grid", x1: left, x2: width - 10, y1: y(t), y2: y(t) }),
          drawn("text", { x: left - 8, y: y(t) + 4, "text-anchor": "end" }, number(t, 2))]),
        drawn("polygon", { class: "band", points: band }),
        drawn("polyline", { class: "line", points: values.map(place).join(" ") }),
        labels.map((label, i) => i % every || (i && x(i) + wide(label) / 2 > width) ? null
          : drawn("text", { x: x(i), y: height - 8, "text-anchor": i ? "middle" : "start" }, label)));
    });

    /* Bars to both sides of zero: what each field adds. On a phone the words stand above the bars. */
    const forceChart = (name, parts) => fitted((width) => {
      const words = parts.map((p) => p.text.replace(/^[-+][\d.]+ /, ""));
      const left = width < 600 ? 0 : Math.min(width * 0.4, Math.max(...words.map(wide)) + 16);
      const [line, above] = left ? [26, 5] : [46, 24];
      const middle = left + (width - left) / 2;
      const room = (width - left) / 2 - 46;
      const most = Math.max(...parts.map((p) => Math.abs(p.part)), 1e-9);
      return picture(name, width, parts.length * line + 8,
        drawn("line", { class: "grid", x1: middle, x2: middle, y1: 0, y2: parts.length * line + 8 }),
        parts.map((p, i) => {
          const long = Math.abs(p.part) / most * room;
          const isLess = p.part < 0;
          return [
            drawn("text", { class: "ink", x: 0, y: i * line + 19 }, cut(words[i], left || width)),
            drawn("rect", { class: isLess ? "bar less" : "bar", y: i * line + above, height: 18,
              x: isLess ? middle - long : middle, width: long }),
            drawn("text", { x: middle + (isLess ? -long - 6 : long + 6), y: i * line + above + 14,
              "text-anchor": isLess ? "end" : "start" }, (isLess ? "" : "+") + p.part.toFixed(2))];
        }));
    });

    const barChart = (name, labels, values, kinds, format) => fitted((width) => {
      const line = 26;
      const most = Math.max(...values, 1e-9);
      const left = Math.min(width * 0.45, Math.max(...labels.map(wide), 0) + 12);
      const room = Math.max(10, width - left - Math.max(...values.map((v) => wide(format(v))), 0) - 12);
      return picture(name, width, values.length * line + 8,
        values.map((value, i) => [
          drawn("text", { class: "ink", x: 0, y: i * line + 19 }, drawn("title", {}, labels[i]),
            cut(labels[i], left - 6)),
          drawn("rect", { class: "bar " + (kinds ? kinds[i] : ""), x: left, y: i * line + 5,
            height: line - 8, width: Math.max(1, value / most * room) }),
          drawn("text", { x: left + value / most * room + 8, y: i * line + 19 }, format(value))]));
    });

    const columnChart = (name, labels, values) => fitted((width) => {
      const [height, bottom] = [220, 26];
      const most = Math.max(...values, 1e-9);
      const step = width / Math.max(1, values.length);
      const every = Math.ceil(Math.max(...labels.map(wide), 1) / step);
      const shown = (value) => value && wide(number(value, 0)) < step || value === most;
      return picture(name, width, height,
        values.map((value, i) => {
          const tall = value / most * (height - bottom - 16);
          const half = wide(number(value, 0)) / 2;
          const middle = Math.min(width - half, Math.max(half, (i + 0.5) * step));
          return [
            drawn("rect", { class: "bar", x: i * step + 1, width: Math.max(1, step - 2),
              y: height - bottom - tall, height: tall }),
            shown(value) ? drawn("text", { x: middle, y: height - bottom - tall - 4,
              "text-anchor": "middle" }, number(value, 0)) : null,
            (i + 1) % every ? null : drawn("text", { x: (i + 1) * step, y: height - 8,
              "text-anchor": "end" }, labels[i])];
        }));
    });

    """#
}

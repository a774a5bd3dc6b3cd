// Appended to a page: looks for what a person would stumble over and writes it where --dump-dom shows it.
addEventListener("load", () => {
  const faults = [];
  const wide = document.documentElement.clientWidth;
  const held = element => element.closest(".scroll, pre, #tip");
  for (const element of document.querySelectorAll("main *")) {
    const box = element.getBoundingClientRect();
    if (box.width > 0 && (box.right > wide + 1 || box.left < -1) && !held(element)) {
      faults.push(`wider than the page: ${element.tagName} ${element.textContent.slice(0, 40)}`);
    }
  }
  for (const svg of document.querySelectorAll("svg")) {
    const frame = svg.getBoundingClientRect();
    if (frame.width === 0) continue;
    const name = svg.getAttribute("aria-label");
    const texts = [...svg.querySelectorAll("text")].map(text => [text, text.getBoundingClientRect()]);
    for (const [text, box] of texts) {
      if (box.width === 0) continue;
      const out = Math.max(frame.left - box.left, box.right - frame.right,
        frame.top - box.top, box.bottom - frame.bottom);
      if (out > 2) faults.push(`outside by ${out.toFixed(0)}: "${text.textContent}" in ${name}`);
    }
    const aslant = texts.filter(([text]) => text.hasAttribute("transform"))
      .map(([, box]) => box.left).sort((a, b) => a - b);
    if (aslant.some((left, i) => i > 0 && (left - aslant[i - 1]) * 0.6 < 8)) {
      faults.push(`names that rise lie on each other in ${name}`);
    }
    const cut = new Map();
    for (const [text, box] of texts) {
      const whole = text.querySelector("title")?.textContent;
      if (box.width === 0 || !whole) continue;
      const shown = text.firstChild.data;
      if (cut.has(shown) && cut.get(shown) !== whole) {
        faults.push(`reads alike: "${shown}" in ${name}`);
      }
      cut.set(shown, whole);
    }
    const level = texts.filter(([text]) => !text.hasAttribute("transform"));
    for (let i = 0; i < level.length; i += 1) {
      for (let j = i + 1; j < level.length; j += 1) {
        const [a, b] = [level[i][1], level[j][1]];
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (across > 2 && down > 4) {
          faults.push(`overlap: "${level[i][0].textContent}" and "${level[j][0].textContent}" in ${name}`);
        }
      }
    }
    if (/NaN|Infinity|undefined/.test(svg.outerHTML.replace(/<title>.*?<\/title>/g, ""))) {
      faults.push(`not a number in ${name}`);
    }
  }
  const list = document.createElement("pre");
  list.id = "faults";
  list.textContent = faults.length + " faults\n" + faults.slice(0, 40).join("\n");
  document.body.append(list);
});

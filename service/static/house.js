// What makes the pages more comfortable; each works without it. No words are written here: they come in data- attributes.
"use strict";

(function () {
  function sizeOf(files) {
    return Array.from(files).reduce((sum, file) => sum + file.size, 0);
  }

  function inWords(bytes, lang) {
    const units = lang === "fr" ? ["ko", "Mo"] : ["kB", "MB"];
    const [value, unit] = bytes < 1e6 ? [Math.max(1, Math.round(bytes / 1e3)), units[0]] : [bytes / 1e6, units[1]];
    const digits = { maximumFractionDigits: unit === units[1] ? 1 : 0 };
    return new Intl.NumberFormat(lang + "-CA", digits).format(value) + "\u00a0" + unit;
  }

  // Lists what was chosen, and says at once what would be refused.
  function showChosen(drop, input) {
    const list = drop.querySelector(".drop-list");
    const kinds = input.accept.split(",").map((kind) => kind.trim().toLowerCase());
    list.replaceChildren();
    let isRefused = false;
    for (const file of input.files) {
      const line = document.createElement("li");
      const isKnown = kinds.some((kind) => file.name.toLowerCase().endsWith(kind));
      line.textContent = file.name + " (" + inWords(file.size, document.documentElement.lang.slice(0, 2)) + ")";
      if (!isKnown) {
        line.className = "bad";
        line.textContent += " – " + drop.dataset.wrongKind;
        isRefused = true;
      }
      list.append(line);
    }
    input.setCustomValidity(isRefused ? drop.dataset.wrongKind : "");
  }

  function checkTotal(form) {
    const inputs = form.querySelectorAll('input[type="file"]');
    const total = Array.from(inputs).reduce((sum, input) => sum + sizeOf(input.files), 0);
    const isOver = total > Number(form.dataset.limit);
    if (inputs.length && inputs[0].validationMessage === "" && isOver) inputs[0].setCustomValidity(form.dataset.tooBig);
  }

  function take(drop, input, files) {
    const chosen = new DataTransfer();
    const given = input.multiple ? [...input.files, ...files] : [files[0]];
    given.forEach((file) => chosen.items.add(file));
    input.files = chosen.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function makeDrop(drop) {
    const input = drop.querySelector('input[type="file"]');
    const mark = (isOver) => drop.classList.toggle("is-over", isOver);
    ["dragenter", "dragover"].forEach((name) =>
      drop.addEventListener(name, (event) => { event.preventDefault(); mark(true); }));
    ["dragleave", "dragend"].forEach((name) => drop.addEventListener(name, () => mark(false)));
    drop.addEventListener("drop", (event) => {
      event.preventDefault();
      mark(false);
      if (event.dataTransfer.files.length) take(drop, input, event.dataTransfer.files);
    });
    input.addEventListener("change", () => {
      showChosen(drop, input);
      if (input.form) checkTotal(input.form);
    });
  }

  // A form sent twice would deposit twice: its button waits for the answer, and says so.
  function waitForAnswer(event) {
    const button = event.submitter || event.target.querySelector("button");
    if (!button || event.defaultPrevented) return;
    if (event.target.dataset.sent) { event.preventDefault(); return; }
    event.target.dataset.sent = "yes";
    if (button.dataset.waiting) button.textContent = button.dataset.waiting;
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll(".drop").forEach(makeDrop);
    document.querySelectorAll("form[method=post]").forEach((form) => form.addEventListener("submit", waitForAnswer));
  });
  // A page shown again by « back » is not waiting any more.
  window.addEventListener("pageshow", () =>
    document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));
  // A file dropped beside its place must not replace the page.
  ["dragover", "drop"].forEach((name) => window.addEventListener(name, (event) => event.preventDefault()));
})();

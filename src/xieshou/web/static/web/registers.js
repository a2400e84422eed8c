// Keeps the register tables' theme and the pages' theme one: both read and write the cookie `theme`.
// Unfold keeps its own choice in the browser's storage under `_x_adminTheme`. Runs before Unfold's scripts.
(() => {
  const KEY = "_x_adminTheme";
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const cookie = /(?:^|; )theme=(auto|light|dark)/.exec(document.cookie)?.[1] ?? "auto";
  const isDark = (theme) => theme === "dark" || (theme === "auto" && system.matches);

  const tokens = document.createElement("link");
  tokens.rel = "stylesheet";
  tokens.href = document.currentScript.src.replace(/registers\.js$/, "tokens-dark.css");
  const follow = () => { tokens.media = root.classList.contains("dark") ? "all" : "not all"; };

  localStorage.setItem(KEY, JSON.stringify(cookie));
  root.classList.toggle("dark", isDark(cookie));
  follow();
  document.head.append(tokens);

  const remember = () => {
    const chosen = JSON.parse(localStorage.getItem(KEY) ?? '"auto"');
    const secure = location.protocol === "https:" ? "; secure" : "";
    document.cookie = `theme=${chosen}; path=/; max-age=31536000; samesite=lax${secure}`;
    follow();
  };
  new MutationObserver(remember).observe(root, { attributeFilter: ["class"] });
  document.addEventListener("click", () => setTimeout(remember, 0));
})();

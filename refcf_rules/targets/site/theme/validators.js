// Fetches the validator of a part when a page asks for it: refcf.load("part") gives a promise of its functions
// (judge, judgeDocument, look, report) and data; refcf.inventory("part", "example") one of an inventory. A script element is all that works in pages opened as files, too.
(() => {
  "use strict";

  const FILES = VALIDATOR_FILES;
  const INVENTORIES = INVENTORY_FILES;
  const HERE = document.currentScript.src;
  const WORDS = document.documentElement.lang.startsWith("zh")
    ? {
        none: (part) => `本网站没有“${part}”的判定程序或示例。`,
        failed: (address) => `没有载入：${address}。文件可能没有和网页一起复制，请连同 assets 文件夹一起复制后刷新。`,
      }
    : {
        none: (part) => `This site has no validator or example “${part}”.`,
        failed: (address) =>
          `Not loaded: ${address}. Perhaps it was not copied with the pages; ` +
          "copy the folder “assets” as well and reload.",
      };

  const refcf = (globalThis.refcf ??= {});
  const loading = new Map();

  /** The validator of a part; the promise fails with an Error whose message is for people. */
  refcf.load = (part) => loaded(FILES, part, "validators");
  /** The inventory of an example that “try it” starts from. */
  refcf.inventory = (part, example) => loaded(INVENTORIES, `${part} ${example}`, "inventories");
  /** The parts that have a validator here. */
  refcf.parts = Object.keys(FILES);

  /** What a file puts under its name into a shelf of refcf; asked for once, unless that failed. */
  function loaded(files, name, shelf) {
    const key = `${shelf} ${name}`;
    if (!loading.has(key)) {
      const promise = fetched(files, name, shelf);
      promise.catch(() => loading.delete(key));
      loading.set(key, promise);
    }
    return loading.get(key);
  }

  function fetched(files, name, shelf) {
    return new Promise((found, failed) => {
      if (!Object.hasOwn(files, name)) return failed(new Error(WORDS.none(name)));
      const script = document.createElement("script");
      script.src = new URL(files[name], HERE).href;
      const fail = () => {
        script.remove();
        failed(new Error(WORDS.failed(files[name])));
      };
      script.onload = () => {
        const value = refcf[shelf]?.[name];
        if (value === undefined) fail();
        else found(value);
      };
      script.onerror = fail;
      document.head.append(script);
    });
  }
})();

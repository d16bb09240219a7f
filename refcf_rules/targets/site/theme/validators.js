// Fetches the validator of a part when a page asks for it: refcf.load("part") gives a promise of its functions
// (judge, judgeDocument, report) and data. A script element is all that works in pages opened as files, too.
(() => {
  "use strict";

  const FILES = VALIDATOR_FILES;
  const HERE = document.currentScript.src;
  const WORDS = document.documentElement.lang.startsWith("zh")
    ? {
        none: (part) => `本网站没有“${part}”的判定程序。`,
        failed: (address) => `判定程序没有载入：${address}。文件可能没有和网页一起复制，请连同 assets 文件夹一起复制后刷新。`,
      }
    : {
        none: (part) => `This site has no validator of “${part}”.`,
        failed: (address) =>
          `The validator was not loaded: ${address}. Perhaps it was not copied with the pages; ` +
          "copy the folder “assets” as well and reload.",
      };

  const refcf = (globalThis.refcf ??= {});
  const loading = new Map();

  /** The validator of a part; the promise fails with an Error whose message is for people. */
  refcf.load = (part) => {
    if (!loading.has(part)) {
      const promise = fetched(part);
      promise.catch(() => loading.delete(part)); // whoever asks again tries again
      loading.set(part, promise);
    }
    return loading.get(part);
  };
  /** The parts that have a validator here. */
  refcf.parts = Object.keys(FILES);

  function fetched(part) {
    return new Promise((found, failed) => {
      if (!Object.hasOwn(FILES, part)) return failed(new Error(WORDS.none(part)));
      const script = document.createElement("script");
      script.src = new URL(FILES[part], HERE).href;
      script.onload = () => {
        const validator = refcf.validators?.[part];
        if (validator === undefined) failed(new Error(WORDS.failed(FILES[part])));
        else found(validator);
      };
      script.onerror = () => {
        script.remove();
        failed(new Error(WORDS.failed(FILES[part])));
      };
      document.head.append(script);
    });
  }
})();

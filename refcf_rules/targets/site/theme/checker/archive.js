// Opens a workbook's zip archive: nothing is unpacked beyond the limits.
((checker) => {
  "use strict";

  const { LIMITS, Refused, fault } = checker;
  const END = 0x06054b50;
  const ENTRY = 0x02014b50;
  const LOCAL = 0x04034b50;
  const LONGEST_END = 22 + 0xffff;
  const OTHER_FORMATS = new Set(["xl/workbook.bin", "mimetype"]);

  /** Refuses a workbook that no spreadsheet wrote so. */
  checker.damaged = (zh, en) => {
    throw new Refused(fault("damaged", { what: [zh, en] }));
  };
  const damaged = checker.damaged;

  checker.Archive = class Archive {
    /** @param {Uint8Array} bytes; throws `Refused` */
    constructor(bytes) {
      this.bytes = bytes;
      this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      this.left = LIMITS.bookBytes;
      this.parts = new Map();
      this.list();
      this.refuseOthers();
    }

    has(name) {
      return this.parts.has(name);
    }

    /** The text of a part; throws `Refused`. */
    async text(name) {
      const part = this.parts.get(name);
      if (part === undefined) damaged(`缺少“${name}”`, `${name} is lacking`);
      const bytes = await this.unpacked(part);
      try {
        return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
      } catch {
        return damaged(`“${checker.shown(name)}”不是 UTF-8 编码`, `${checker.shown(name)} is not in UTF-8`);
      }
    }

    // --- the directory --------------------------------------------------------------------------------

    list() {
      const { view } = this;
      const end = this.end();
      const count = view.getUint16(end + 10, true);
      let at = view.getUint32(end + 16, true);
      if (count > LIMITS.parts) throw new Refused(fault("tooLarge"));
      let declared = 0;
      for (let index = 0; index < count; index += 1) {
        if (at + 46 > view.byteLength || view.getUint32(at, true) !== ENTRY) this.noDirectory();
        const part = this.entry(at);
        declared += part.size;
        at = part.next;
      }
      if (declared > LIMITS.bookBytes) throw new Refused(fault("tooLarge"));
    }

    end() {
      const { view } = this;
      const lowest = Math.max(0, view.byteLength - LONGEST_END);
      for (let at = view.byteLength - 22; at >= lowest; at -= 1) if (view.getUint32(at, true) === END) return at;
      return this.noDirectory();
    }

    noDirectory() {
      return damaged("文件不完整，读不出目录", "the file is incomplete, and its directory cannot be read");
    }

    entry(at) {
      const { view } = this;
      const [nameLength, extra, comment] = [28, 30, 32].map((place) => view.getUint16(at + place, true));
      const next = at + 46 + nameLength + extra + comment;
      if (next > view.byteLength) this.noDirectory();
      const name = new TextDecoder().decode(this.bytes.subarray(at + 46, at + 46 + nameLength));
      if (view.getUint16(at + 8, true) & 1) throw new Refused(fault("encrypted"));
      if (/^\/|\\|:|(^|\/)\.\.(\/|$)/.test(name) || this.parts.has(name)) {
        damaged(`有不该有的路径“${checker.shown(name)}”`, `it has a path that no spreadsheet writes, ${checker.shown(name)}`);
      }
      const [crc, packed, size] = [16, 20, 24].map((place) => view.getUint32(at + place, true));
      const part = { method: view.getUint16(at + 10, true), crc, packed, size, local: view.getUint32(at + 42, true), next };
      this.parts.set(name, part);
      return part;
    }

    /** Archives that are no workbook of ours: macros, other formats, other documents. */
    refuseOthers() {
      const names = [...this.parts.keys()];
      if (names.some((name) => OTHER_FORMATS.has(name))) throw new Refused(fault("oldFormat"));
      if (names.some((name) => /vbaproject\.bin$|macrosheets\//i.test(name))) throw new Refused(fault("macros"));
      if (!names.some((name) => name.startsWith("xl/"))) throw new Refused(fault("noWorkbook"));
    }

    // --- one part -------------------------------------------------------------------------------------

    async unpacked({ method, crc, packed, size, local }) {
      const { view } = this;
      if (size > LIMITS.partBytes || size > this.left) throw new Refused(fault("tooLarge"));
      if (local + 30 > view.byteLength || view.getUint32(local, true) !== LOCAL) this.noDirectory();
      const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
      if (start + packed > view.byteLength) this.noDirectory();
      const data = this.bytes.subarray(start, start + packed);
      const found = method === 0 ? data : await this.inflated(data, method, size);
      this.left -= found.length;
      if (found.length !== size || crcOf(found) !== crc) this.broken();
      return found;
    }

    broken() {
      return damaged("有一部分读不出来", "a part of it cannot be read");
    }

    /** No more than the directory promised is ever kept. */
    async inflated(data, method, size) {
      if (method !== 8) this.broken();
      if (typeof DecompressionStream === "undefined") throw new Refused(fault("noInflate"));
      const found = new Uint8Array(size);
      let at = 0;
      try {
        const reader = new Blob([data]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
        for (;;) {
          const { done, value } = await reader.read();
          if (done) break;
          if (at + value.length > size) {
            await reader.cancel();
            at = size + 1;
            break;
          }
          found.set(value, at);
          at += value.length;
        }
      } catch {
        this.broken();
      }
      return at === size ? found : this.broken();
    }
  };

  const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
    let value = index;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
    return value >>> 0;
  });

  function crcOf(bytes) {
    let crc = 0xffffffff;
    for (let at = 0; at < bytes.length; at += 1) crc = CRC_TABLE[(crc ^ bytes[at]) & 0xff] ^ (crc >>> 8);
    return (crc ^ 0xffffffff) >>> 0;
  }
})(((globalThis.refcf ??= {}).checker ??= {}));

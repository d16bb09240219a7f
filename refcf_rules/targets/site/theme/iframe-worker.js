// Browsers refuse workers on pages opened from a folder (file://). There the search runs in a hidden
// frame instead, which speaks to the page like a worker. Served over http, this file does nothing.
(() => {
  if (location.protocol !== "file:") return

  class FrameWorker extends EventTarget {
    constructor(url) {
      super()
      this.onmessage = null
      this.onerror = null
      this.frame = document.createElement("iframe")
      this.frame.hidden = true
      document.body.appendChild(this.frame)
      this.waiting = []
      this.scope = this.frame.contentWindow
      const scope = this.scope
      const base = new URL(url, location.href)
      const load = source => new Promise((done, failed) => {
        const script = scope.document.createElement("script")
        script.src = new URL(source, base).href
        script.onload = done
        script.onerror = () => failed(new Error(`cannot load ${source}`))
        scope.document.head.appendChild(script)
      })
      scope.importScripts = (...sources) => sources.reduce((before, source) => before.then(() => load(source)), Promise.resolve())
      scope.postMessage = data => this.tell("message", data)
      scope.addEventListener("error", event => this.tell("error", event.error))
      load(base.href).then(() => {
        this.ready = true
        this.waiting.splice(0).forEach(data => this.hand(data))
      })
    }

    tell(type, data) {
      setTimeout(() => {
        const event = new MessageEvent(type, { data })
        this.dispatchEvent(event)
        const listener = this[`on${type}`]
        if (listener) listener.call(this, event)
      })
    }

    hand(data) {
      setTimeout(() => this.scope.dispatchEvent(new this.scope.MessageEvent("message", { data })))
    }

    postMessage(data) {
      if (this.ready) this.hand(data)
      else this.waiting.push(data)
    }

    terminate() {
      this.frame.remove()
    }
  }

  window.Worker = FrameWorker
  window.IFrameWorker = FrameWorker // the name by which the search knows that it runs in a frame
})()

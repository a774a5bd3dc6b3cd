/// The pages' bare bones; scripts fill them from the same paths that every client has.
enum PageMarkup {
  static let console =
    head("ecomml", script: "console.js") + #"""
      <body>
      <a class="skip" href="#main">To the content</a>
      <header>
        <strong class="brand">ecomml</strong>
        <nav aria-label="Views" id="views"></nav>
        <form id="key-form" hidden>
          <label for="key">Key</label>
          <input id="key" type="password" autocomplete="off" size="16">
          <button type="submit">Use</button>
        </form>
        <a class="docs" href="/apidocs">API</a>
      </header>
      <main id="main" tabindex="-1"></main>
      <p id="status" role="status" aria-live="polite"></p>
      </body>
      </html>

      """#

  static let documentation =
    head("ecomml: the interface", script: "documentation.js") + #"""
      <body>
      <a class="skip" href="#main">To the content</a>
      <header>
        <strong class="brand">ecomml</strong>
        <nav aria-label="Pages"><a href="/ui">Models</a></nav>
        <form id="key-form">
          <label for="key">Key</label>
          <input id="key" type="password" autocomplete="off" size="16">
          <button type="submit">Use</button>
        </form>
        <a class="docs" href="/openapi.json">openapi.json</a>
      </header>
      <main id="main" tabindex="-1"></main>
      <p id="status" role="status" aria-live="polite"></p>
      </body>
      </html>

      """#

  private static func head(_ title: String, script: String) -> String {
    """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>\(title)</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/ui/style.css">
    <script src="/ui/\(script)" defer></script>
    </head>

    """
  }
}

/// The pages' bare bones; scripts fill them from the same paths that every client has.
enum PageMarkup {
  static let console = page(
    "ecomml", script: "console.js", hidesKey: true,
    navigation: #"<nav aria-label="Views" id="views"></nav>"#,
    link: #"<a class="docs" href="/apidocs">API</a>"#)

  static let documentation = page(
    "ecomml: the interface", script: "documentation.js", hidesKey: false,
    navigation: #"<nav aria-label="Pages"><a href="/ui">Models</a></nav>"#,
    link: #"<a class="docs" href="/openapi.json">openapi.json</a>"#)

  private static func page(
    _ title: String, script: String, hidesKey: Bool, navigation: String, link: String
  ) -> String {
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
    <body>
    <a class="skip" href="#main">To the content</a>
    <header>
      <strong class="brand">ecomml</strong>
      \(navigation)
      <form id="key-form"\(hidesKey ? " hidden" : "")>
        <label for="key">Key</label>
        <input id="key" type="password" autocomplete="off" size="16">
        <button type="submit">Use</button>
      </form>
      \(link)
    </header>
    <main id="main" tabindex="-1"></main>
    <p id="status" role="status" aria-live="polite"></p>
    </body>
    </html>

    """
  }
}

import EcommHTTP

/// Pages for people, and what they load: all of it is in the program, nothing comes from elsewhere.
enum PageRoutes {
  static let all: [Route] = [
    page("/ui", "a page to look at and to try the models", PageMarkup.console),
    page("/apidocs", "the interface to read and to try", PageMarkup.documentation),
    asset("/ui/style.css", "text/css; charset=utf-8", PageStyle.text),
    asset("/ui/console.js", "text/javascript; charset=utf-8", PageScript.console),
    asset("/ui/documentation.js", "text/javascript; charset=utf-8", PageScript.documentation),
  ]

  private static func page(_ path: String, _ summary: String, _ text: String) -> Route {
    Route(
      method: "GET", template: path, summary: summary, tag: .pages, isOpen: true, answers: .html
    ) { _ in .html(text) }
  }

  private static func asset(_ path: String, _ type: String, _ text: String) -> Route {
    let bytes = Array(text.utf8)
    return Route(
      method: "GET", template: path, summary: "for the pages", tag: .pages, isOpen: true,
      answers: .asset
    ) { _ in HTTPResponse(status: 200, contentType: type, body: bytes) }
  }
}

import EcommBase
import EcommHTTP
import EcommServe

enum ServeCommand {
  private static let port = Option.integer(
    "port", "N", "where to listen; 0 takes a free one", in: 0...65535, default: 8080)

  static let command = Command(
    "serve", "answer over HTTP on this machine (127.0.0.1)",
    examples: ["serve Models/", "serve Models/sales.json --port 9000"],
    inputs: .files("MODEL_OR_FOLDER...", 1...Int.max),
    options: [port.declaration, Shared.quiet.declaration]
  ) { invocation in
    let service = try Service(ModelShelf(paths: invocation.inputs))
    let server = try HTTPServer(address: "127.0.0.1", port: invocation[port]) {
      service.router.answer($0)
    }
    Interrupts.endPolitely { server.stop() }
    invocation.console.say("Listening on http://127.0.0.1:\(server.port); Ctrl-C ends it.")
    for route in service.router.routes {
      invocation.console.say("  \(route.method) \(route.template)")
    }
    try server.run()
    return .done
  }
}

import EcommBase
import EcommHTTP
import EcommServe

enum ServeCommand {
  static let command = Command(
    "serve", "answer over HTTP: predictions, forecasts, segments, and a page",
    examples: [
      "serve Models/",
      "serve --new-key shop --api-key-file keys.txt",
      "serve Models/ --address 0.0.0.0 --api-key-file keys.txt --rate 50",
      "serve Models/ --challenger purchase=new.json --share 0.1",
    ],
    inputs: .files("MODEL_OR_FOLDER...", 0...Int.max),
    options: ServeOptions.all + [Shared.quiet.declaration],
    notes: [
      "SIGHUP, or a file that changes, reads models and keys again; SIGTERM answers what is under way "
        + "and ends. /ui is a page to look at, /openapi.json what programs need.",
      "Without --api-key-file the key in ECOMML_API_KEY is asked for, if there is one.",
    ]
  ) { invocation in
    if let name = invocation[ServeOptions.newKey] { return try addKey(name, invocation) }
    guard !invocation.inputs.isEmpty else {
      throw UsageError.missingInput(placeholder: "MODEL_OR_FOLDER...", command: "serve")
    }
    let service = try Service(
      paths: invocation.inputs, options: try ServeOptions.service(invocation))
    let address = invocation[ServeOptions.address] ?? "127.0.0.1"
    if !invocation[ServeOptions.openToAll],
      let open = OpenToAll(address: address, asksForKeys: service.asksForKeys)
    {
      throw open
    }
    let server = try HTTPServer(
      address: address, port: invocation[ServeOptions.port],
      limits: ServeOptions.limits(invocation), plan: service.plan, handler: service.answer)
    try run(server, service, address, invocation.console)
    return .done
  }

  private static func run(
    _ server: HTTPServer, _ service: Service, _ address: String, _ console: Console
  ) throws {
    service.watch { server.counts }
    Interrupts.endPolitely {
      service.drain()
      server.stop()
    }
    Interrupts.onHangUp { service.reloadAll() }
    service.watchFiles()
    console.say("Serving \(service.modelNames.joined(separator: ", ")).")
    let host = address.contains(":") ? "[\(address)]" : address
    console.say(
      "Listening on http://\(host):\(server.port); the page is at /ui, Ctrl-C ends it."
        + (service.asksForKeys ? " A key is asked for." : ""))
    try server.run()
    service.finishLogs()
  }

  /// The key is printed once and stands nowhere else.
  private static func addKey(_ name: String, _ invocation: Invocation) throws -> Verdict {
    guard let file = invocation[ServeOptions.keyFile] else {
      throw UsageError.needs(option: "new-key", other: "api-key-file")
    }
    let key = try NewKey.add(name: name, to: file)
    try invocation.console.print(key)
    invocation.console.say("Only its digest is in \(file); this is the last time the key is shown.")
    return .done
  }
}

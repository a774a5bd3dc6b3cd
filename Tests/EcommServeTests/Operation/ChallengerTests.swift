import EcommBase
import EcommTasks
import EcommTestKit
import Testing

@testable import EcommServe

/// A challenger has to be able to answer what its champion is asked.
@Suite struct ChallengerTests {
  private let folder: PurchaseFolder
  private var challenger: String { folder.path + ".new.json" }

  init() throws { folder = try PurchaseFolder() }

  private func service(
    _ champion: String = "purchase", _ path: String? = nil,
    warn: @escaping @Sendable (String) -> Void = { _ in }
  ) throws -> TestService {
    var options = ServiceOptions()
    options.challengers = [(champion, path ?? challenger)]
    options.warn = warn
    return try TestService(options, paths: [folder.path])
  }

  private func complaint(_ champion: String, _ path: String) -> String {
    do {
      _ = try service(champion, path)
      return "none"
    } catch {
      return (error as? any Complaint)?.text ?? "\(error)"
    }
  }

  @Test func anotherTaskIsRefused() throws {
    let text = complaint("purchase", TestService.models + "/fraud.json")
    #expect(text.contains("fraud.json cannot challenge purchase: its task is anomaly"), "\(text)")
    for name in ["sales", "segments"] {
      try folder.copy(name)
      let text = complaint(name, folder.folder.path("\(name).json"))
      #expect(text.contains("\(name) does not answer row by row"), "\(text)")
    }
  }

  @Test func otherColumnsAreRefusedByName() {
    let text = complaint("purchase", TestService.models + "/category.json")
    #expect(text.contains("its columns differ: purchase has no name; purchase has no description"))
  }

  @Test func healthNamesThem() throws {
    let model = try folder.other()
    try AtomicFile.write(model.bytes, to: challenger)
    let health = try service().json("GET", "/health")
    let shown = try #require(health["challengers"]?.array?.first)
    #expect(shown["name"]?.string == "purchase" && shown["version"]?.string == model.id)
    #expect(shown["file"]?.string == challenger.split(separator: "/").last.map(String.init))
    #expect(shown["takes_part"]?.bool == true)
  }

  /// The service goes on without it and says so.
  @Test func oneThatFitsNoMoreTakesNoPart() throws {
    try AtomicFile.write(folder.other().bytes, to: challenger)
    let said = HeardLines()
    let service = try service(warn: said.hear)
    let fraud = try SmallFile.bytes(TestService.models + "/fraud.json")
    try AtomicFile.write(fraud, to: challenger)
    service.service.reloadAll()
    #expect(service.response("POST", "/predict", Visits.text).status == 200)
    let health = try service.json("GET", "/health")
    #expect(health["status"]?.string == "degraded")
    #expect(health["challengers"]?.array?.first?["takes_part"]?.bool == false)
    #expect(health["failures"]?.array?.first?["reason"]?.string?.contains("task") == true)
    #expect(said.all.contains { $0.contains("takes no part: its task") })
    try AtomicFile.write(folder.other().bytes, to: challenger)
    service.service.reloadAll()
    #expect(try service.json("GET", "/health")["status"]?.string == "ok")
  }

  /// A file that cannot be read leaves the challenger before it, and is not read again and again.
  @Test func aBrokenOneStaysAsItWas() throws {
    try AtomicFile.write(folder.other().bytes, to: challenger)
    let service = try service()
    try AtomicFile.write([123], to: challenger)
    service.service.reloadAll()
    _ = service.response("POST", "/predict", Visits.text)
    let health = try service.json("GET", "/health")
    #expect(health["challengers"]?.array?.first?["takes_part"]?.bool == true)
    #expect(health["failures"]?.array?.count == 1)
    #expect(service.service.isOutdated == false)
    try AtomicFile.write(folder.other().bytes, to: challenger)
    #expect(service.service.isOutdated)
  }
}

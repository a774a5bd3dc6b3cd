import EcommBase
import EcommData

/// The record beside the models of a folder, `history.jsonl`: what was trained, promoted or kept, and
/// when. The clock is here so that it need not be inside a model.
public struct ModelHistory: Sendable {
  /// With a slash at its end, or empty.
  public let folder: String
  public var path: String { folder + "history.jsonl" }

  /// The history of the folder that `model` is in.
  public init(besideModel model: String) {
    folder = model.lastIndex(of: "/").map { String(model[...$0]) } ?? ""
  }

  public struct Event: Sendable, Equatable {
    /// Seconds since 1970.
    public var time: Int
    /// `trained`, `promoted`, `kept`, `rolled back`, or what else was done to the model.
    public var action: String
    /// The model's file name without folder and ending.
    public var name: String
    public var id: String
    public var details: JSON

    public init(time: Int, action: String, name: String, id: String, details: JSON = .null) {
      self.time = time
      self.action = action
      self.name = name
      self.id = id
      self.details = details
    }

    /// `2025-11-02T04:15:00`, UTC.
    public var isoTime: String {
      Timestamp(microseconds: Int64(time) * Timestamp.second).description
    }

    public var json: JSON {
      [
        "time": .integer(time), "action": .string(action), "name": .string(name),
        "id": .string(id), "details": details,
      ]
    }
  }

  public func append(_ event: Event) throws { try LineLog(path).append(event.json) }

  /// Oldest first. A last line that was cut off by a crash is passed over.
  public func events() throws -> [Event] { try LineLog(path).values().compactMap(Event.init) }
}

extension ModelHistory.Event {
  private static let years0To9999 = -62_167_219_200...253_402_300_799

  init?(_ json: JSON) {
    guard let time = json["time"]?.integer, Self.years0To9999.contains(time),
      let action = json["action"]?.string,
      let name = json["name"]?.string, let id = json["id"]?.string
    else { return nil }
    self.init(time: time, action: action, name: name, id: id, details: json["details"] ?? .null)
  }
}

extension ModelHistory {
  /// Models of a name that a rollback took away and nobody put back by hand.
  public func rolledBack(_ name: String) throws -> Set<String> {
    var gone: Set<String> = []
    for event in try events() where event.name == name {
      if event.action == Promotion.rolledBack, let old = event.details["replaced"]?.string {
        gone.insert(old)
      }
      gone.remove(event.id)
    }
    return gone
  }

  /// `Models/sales.json` is `sales`.
  public static func name(of path: String) -> String {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    return file.hasSuffix(".json") ? String(file.dropLast(5)) : file
  }
}

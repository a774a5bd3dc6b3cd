import EcommBase

/// An input that cannot be taken apart into rows.
public struct RowsError: Error, Sendable {
  let kind: RowFault.Kind
  public let place: Place?

  init(_ kind: RowFault.Kind, _ place: Place) {
    self.kind = kind
    self.place = place
  }
}

extension RowsError: Complaint {
  public var problem: String {
    switch kind {
    case .unterminatedQuote: "a quoted cell that begins here does not end"
    case .rowTooLong(let limit): "this row is longer than \(limit) bytes"
    case .zeroByte: "this is not text: it holds a zero byte"
    case .json(let fault): fault.problem
    }
  }

  public var remedy: String? {
    switch kind {
    case .unterminatedQuote: "A quote inside a quoted cell is written twice."
    case .rowTooLong: "A quote that is never closed does that, or line ends that got lost"
    case .zeroByte: "If it is UTF-16, name it: --encoding utf-16"
    case .json: nil
    }
  }
}

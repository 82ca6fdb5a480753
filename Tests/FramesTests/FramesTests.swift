import Frames
import Testing

@Test func columnsKeepMissingValues() {
  let column = Column(name: "Energy", contents: [0.5, nil, 2])
  #expect(column.missingCount == 1)
  #expect(column[1] == nil)
  #expect(column.doubles[1].isNaN)
  #expect(Array(column * 2) == [1, nil, 4])
}

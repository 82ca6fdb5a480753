// What the page calls. Numbers cross as 32 bits, forests as addresses of boxes, 0 for none.

/// What an address stands for.
private final class Box<Value> {
  var value: Value
  init(_ value: Value) { self.value = value }

  /// The address, which keeps the box.
  static func address(of value: Value) -> UInt {
    UInt(bitPattern: Unmanaged.passRetained(Box(value)).toOpaque())
  }

  static func at(_ address: UInt) -> Box {
    Unmanaged<Box>.fromOpaque(UnsafeRawPointer(bitPattern: address)!).takeUnretainedValue()
  }
}

/// Memory for numbers of the page.
@_cdecl("allocate") public func allocate(_ count: UInt) -> UInt {
  var block: UInt = 0
  return takeBlock(&block, 16, count) == 0 ? block : 0
}

@_cdecl("release") public func release(_ block: UInt) { freeBlock(block) }

/// A compact forest from its file; 0 where it is damaged.
@_cdecl("forest_read") public func forestRead(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> UInt {
  guard let forest = try? CompactForest(bytes: UnsafeBufferPointer(start: bytes, count: count)) else { return 0 }
  return Box.address(of: forest)
}

@_cdecl("forest_classes") public func forestClasses(_ address: UInt) -> Int {
  Box<CompactForest>.at(address).value.classCount
}

@_cdecl("forest_features") public func forestFeatures(_ address: UInt) -> Int {
  Box<CompactForest>.at(address).value.featureCount
}

/// Writes the probability of each class for each of some rows, which stand one after the other.
@_cdecl("forest_predict") public func forestPredict(
  _ address: UInt, _ rows: UnsafePointer<Float>, _ count: Int, _ result: UnsafeMutablePointer<Float>
) {
  let forest = Box<CompactForest>.at(address).value
  for row in 0..<count {
    forest.predict(
      UnsafeBufferPointer(start: rows + row * forest.featureCount, count: forest.featureCount),
      into: UnsafeMutableBufferPointer(start: result + row * forest.classCount, count: forest.classCount))
  }
}

/// Trees that grow, one at a time.
private struct Nursery {
  var grower: TreeGrower
  var trees: [DecisionTree] = []
}

/// Starts a forest from columns of numbers, one after the other; 0 where it cannot be grown.
@_cdecl("grower_make") public func growerMake(
  _ columns: UnsafePointer<Float>, _ rows: Int, _ features: Int, _ labels: UnsafePointer<UInt16>, _ classes: Int,
  _ depth: Int, _ leastToSplit: Int, _ seed: UInt32
) -> UInt {
  do throws(ForestError) {
    var binned: [BinnedColumn] = []
    for feature in 0..<features {
      let values = Array(UnsafeBufferPointer(start: columns + feature * rows, count: rows))
      binned.append(try BinnedColumn(values, feature: feature))
    }
    var settings = ForestSettings()
    settings.maximumDepth = depth
    settings.minimumSamplesToSplit = leastToSplit
    settings.seed = UInt64(seed)
    let grower = try TreeGrower(
      features: BinnedFeatures(binned), labels: Array(UnsafeBufferPointer(start: labels, count: rows)),
      classCount: classes, settings: settings)
    return Box.address(of: Nursery(grower: grower))
  } catch {
    return 0
  }
}

/// Grows the next tree.
@_cdecl("grower_grow") public func growerGrow(_ address: UInt) {
  let box = Box<Nursery>.at(address)
  box.value.trees.append(box.value.grower.tree(box.value.trees.count))
}

/// Writes the probability of each class for rows in columns of numbers; returns 0 where they cannot be predicted.
@_cdecl("grower_predict") public func growerPredict(
  _ address: UInt, _ columns: UnsafePointer<Float>, _ rows: Int, _ result: UnsafeMutablePointer<Float>
) -> Int {
  let nursery = Box<Nursery>.at(address).value
  let forest = RandomForest(trees: nursery.trees, of: nursery.grower)
  var values: [[Float]] = []
  for feature in 0..<forest.featureCount {
    values.append(Array(UnsafeBufferPointer(start: columns + feature * rows, count: rows)))
  }
  guard !nursery.trees.isEmpty, let binned = try? BinnedFeatures(values, bins: forest.bins) else { return 0 }
  let probabilities = forest.probabilities(binned)
  for (place, value) in probabilities.enumerated() { result[place] = value }
  return 1
}

/// Writes how much each feature counts.
@_cdecl("grower_importances") public func growerImportances(_ address: UInt, _ result: UnsafeMutablePointer<Double>) {
  let nursery = Box<Nursery>.at(address).value
  for (feature, importance) in RandomForest(trees: nursery.trees, of: nursery.grower).impurityImportances.enumerated() {
    result[feature] = importance.mean
  }
}

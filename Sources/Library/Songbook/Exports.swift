@_exported public import Charts
@_exported public import Connectors
@_exported public import Forests
@_exported public import Frames
@_exported public import Learning
@_exported public import Statistics
@_exported public import Widgets

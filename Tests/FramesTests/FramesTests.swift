import Frames
import Testing

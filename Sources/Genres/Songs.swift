public import Frames

"""Tagging: features, and the artifact served by ONNX Runtime."""

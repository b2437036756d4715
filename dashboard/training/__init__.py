"""Training a tagger: from gold labels to a complete artifact. The only place of TensorFlow.

`network` and `fit` import it at their top, and only the process of a training job imports those two.
"""

"""The table of words by which a text says that its product uses AI. Published: a person may check every count by it.

English words and phrases are matched as whole words in lower case, whatever stands between the words of a phrase
("machine-learning" is "machine learning"). Chinese words are matched anywhere, since nothing separates words there.
"""

ENGLISH_WORDS = frozenset(
    (
        *("agentic", "agi", "ai", "aigc", "autogpt", "chatbot", "chatbots", "chatgpt", "claude", "copilot", "copilots"),
        *("deepfake", "deepfakes", "deepseek", "gemini", "genai", "gpt", "gpt3", "gpt4", "gpt4o", "gpt5", "gpts"),
        *("huggingface", "langchain", "llama", "llm", "llmops", "llms", "mcp", "midjourney", "mistral", "ml", "mlops"),
        *("nlp", "ollama", "openai", "perplexity", "qwen", "rag", "slm", "vlm", "vlms"),
    )
)

ENGLISH_PHRASES = (
    "artificial intelligence",
    "a i",
    "machine learning",
    "deep learning",
    "reinforcement learning",
    "federated learning",
    "machine intelligence",
    "neural network",
    "neural networks",
    "neural net",
    "neural nets",
    "language model",
    "language models",
    "foundation model",
    "foundation models",
    "generative model",
    "generative models",
    "diffusion model",
    "diffusion models",
    "stable diffusion",
    "computer vision",
    "machine vision",
    "natural language processing",
    "natural language understanding",
    "speech recognition",
    "image recognition",
    "facial recognition",
    "voice agent",
    "voice agents",
    "autonomous agent",
    "autonomous agents",
    "hugging face",
)

CHINESE_WORDS = (
    "人工智能",
    "人工智慧",
    "大模型",
    "大型模型",
    "语言模型",
    "語言模型",
    "基础模型",
    "扩散模型",
    "机器学习",
    "機器學習",
    "深度学习",
    "深度學習",
    "强化学习",
    "神经网络",
    "神經網路",
    "计算机视觉",
    "機器視覺",
    "机器视觉",
    "自然语言处理",
    "智能体",
    "智能代理",
    "生成式",
    "聊天机器人",
    "聊天機器人",
    "语音识别",
    "图像识别",
    "人脸识别",
)

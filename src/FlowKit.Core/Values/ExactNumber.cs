namespace FlowKit.Values;

/// <summary>A number that neither a long nor a double writes back as it came; the text is the truth.</summary>
internal sealed class ExactNumber(string text, double approximate)
{
    public string Text { get; } = text;

    /// <summary>The nearest double; an infinity when the number is larger than any double.</summary>
    public double Approximate { get; } = approximate;
}

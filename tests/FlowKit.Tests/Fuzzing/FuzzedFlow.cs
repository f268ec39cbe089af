namespace FlowKit.Tests.Fuzzing;

/// <summary>One input: a text, the file it is said to stand in, and the seed of whatever happens to it.</summary>
internal sealed record FuzzedFlow(string Text, string? File, int Seed)
{
    public override string ToString() => $"{File ?? "no file"}, {Text.Length} characters:\n{Text}";
}

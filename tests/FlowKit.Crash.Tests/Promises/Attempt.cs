using System.Globalization;

namespace FlowKit.Crash.Tests.Promises;

/// <summary>One attempt of one task instance: what is dispatched.</summary>
internal readonly record struct Attempt(string Execution, string Task, int Epoch, int Number)
{
    /// <summary>The fact that it was dispatched.</summary>
    public string Dispatched => $"dispatched {this}";

    public static Attempt Of(ReadOnlySpan<string> words) => new(
        words[0], words[1], int.Parse(words[2], CultureInfo.InvariantCulture), int.Parse(words[3], CultureInfo.InvariantCulture));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Execution}/{Task}/{Epoch}/{Number}");
}

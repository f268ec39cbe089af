using System.Globalization;

namespace FlowKit.Testing.Scenarios;

/// <summary>Times as scenario files write them.</summary>
internal static class Duration
{
    public const string Form = "a time such as 250ms, 10s, 5m or 2h";

    private static readonly (string Unit, TimeSpan Length)[] Units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)),
        ("s", TimeSpan.FromSeconds(1)),
        ("m", TimeSpan.FromMinutes(1)),
        ("h", TimeSpan.FromHours(1)),
    ];

    /// <summary>The time of a text; null when it is none.</summary>
    public static TimeSpan? Parse(string text)
    {
        foreach (var (unit, length) in Units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal) &&
                decimal.TryParse(text.AsSpan()[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            {
                return number <= TimeSpan.MaxValue.Ticks / length.Ticks ? new TimeSpan((long)(number * length.Ticks)) : null;
            }
        }

        return null;
    }

    /// <summary>The shortest text in seconds or milliseconds: <c>90s</c>, <c>1500ms</c>.</summary>
    public static string ToText(TimeSpan time) => time.Ticks % TimeSpan.TicksPerSecond == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{time.Ticks / TimeSpan.TicksPerSecond}s")
        : string.Create(CultureInfo.InvariantCulture, $"{(decimal)time.Ticks / TimeSpan.TicksPerMillisecond}ms");
}

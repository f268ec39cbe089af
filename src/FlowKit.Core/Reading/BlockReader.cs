using System.Globalization;
using FlowKit.Descriptors;
using FlowKit.Errors;
using FlowKit.Values;

namespace FlowKit.Reading;

/// <summary>The blocks that tasks of every category may have.</summary>
internal static class BlockReader
{
    /// <summary>Half of what a <see cref="TimeSpan"/> holds.</summary>
    private const decimal MostSeconds = (decimal)(long.MaxValue / 2) / TimeSpan.TicksPerSecond;

    private static readonly KnownFields TimelineFields = new(
        "'timeline'",
        "timeoutInSeconds", "totalTimeoutInSeconds", "suspenseIntervalSeconds", "suspenseTimestamp", "skipOnTimeout");

    private static readonly KnownFields DegradeFields = new("'degrade'", "current", "followings");
    private static readonly KnownFields ProgressFields = new("'progress'", "weight", "calculation", "args");
    private static readonly KnownFields CacheFields = new("'cache'", "key", "version", "maxAge");

    public static TimelineDescriptor? Timeline(in Fields task) => task.Block("timeline", TimelineFields) is { } fields
        ? new()
        {
            TimeoutInSeconds = fields.Setting("timeoutInSeconds"),
            TotalTimeoutInSeconds = fields.Setting("totalTimeoutInSeconds"),
            SuspenseIntervalSeconds = fields.Setting("suspenseIntervalSeconds"),
            SuspenseTimestamp = fields.Setting("suspenseTimestamp"),
            SkipOnTimeout = fields.Flag("skipOnTimeout"),
            Place = fields.Place,
        }
        : null;

    public static (bool Current, bool Followings) Degrade(in Fields task) => task.Block("degrade", DegradeFields) is { } fields
        ? (fields.Flag("current"), fields.Flag("followings"))
        : default;

    public static ProgressDescriptor? Progress(in Fields task) => task.Block("progress", ProgressFields) is { } fields
        ? new()
        {
            Weight = fields.Number("weight") ?? 1,
            Calculation = fields.Text("calculation"),
            Args = fields.List("args")?.ToValue() ?? FlowValue.EmptyArray,
        }
        : null;

    public static CacheDescriptor? Cache(in Fields task) => task.Block("cache", CacheFields) is { } fields
        ? new()
        {
            Key = fields.Text("key"),
            Version = fields.Text("version")?.Value,
            MaxAge = Duration(fields, "maxAge"),
            Place = fields.Place,
        }
        : null;

    /// <summary>Seconds, or a number with its unit: <c>250ms 10s 5m 2h 7d</c>.</summary>
    private static TimeSpan? Duration(in Fields fields, string name)
    {
        if (fields.Text(name) is not { } written)
        {
            return null;
        }

        var text = written.Value.AsSpan().Trim();
        var digits = text.TrimEnd("dhms");
        decimal? seconds = text[digits.Length..] switch
        {
            "ms" => 0.001m,
            "s" or "" => 1,
            "m" => 60,
            "h" => 3600,
            "d" => 86400,
            _ => null,
        };
        if (seconds is { } unit && decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) &&
            number <= MostSeconds / Math.Max(unit, 1))
        {
            return TimeSpan.FromTicks((long)(number * unit * TimeSpan.TicksPerSecond));
        }

        fields.Faults.Findings.Error(
            FlowErrorCodes.WrongType,
            written.Place,
            $"'{name}' must be a number of seconds, or a number with a unit: 250ms, 10s, 5m, 2h, 7d");
        return null;
    }
}

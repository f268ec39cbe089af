using System.Globalization;
using FlowKit.Values;

namespace FlowKit.AspNetCore.Endpoints;

/// <summary>Makes the objects of answers.</summary>
internal static class Members
{
    /// <summary>An object; what is null or missing is left out.</summary>
    public static FlowValue Object(params ReadOnlySpan<(string Name, FlowValue Value)> members)
    {
        var kept = new List<KeyValuePair<string, FlowValue>>(members.Length);
        foreach (var (name, value) in members)
        {
            if (!value.IsNullOrMissing)
            {
                kept.Add(new(name, value));
            }
        }

        return FlowValue.Object(kept);
    }

    /// <summary>The same value with no null in any object of it.</summary>
    public static FlowValue WithoutNulls(FlowValue value) => value.Kind switch
    {
        FlowValueKind.Object => FlowValue.Object(value.Members
            .Where(member => !member.Value.IsNullOrMissing)
            .Select(member => KeyValuePair.Create(member.Key, WithoutNulls(member.Value)))),
        FlowValueKind.Array => FlowValue.Array(value.Items.Select(WithoutNulls)),
        _ => value,
    };

    /// <summary>A time in UTC with milliseconds, as ISO 8601 writes it.</summary>
    public static FlowValue Time(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static FlowValue Ok { get; } = FlowValue.Object(("result", "ok"));
}

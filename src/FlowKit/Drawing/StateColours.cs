using FlowKit.Executions;

namespace FlowKit.Drawing;

/// <summary>The colours of states for those who lay a picture out elsewhere: on light ground, with dark letters.</summary>
internal static class StateColours
{
    public const string Letters = "#1f2328";

    private static readonly (string Style, string Fill, string Stroke)[] All =
    [
        (FlowTaskStatus.NotStarted.ToText(), "#ffffff", "#9aa4af"),
        (FlowTaskStatus.Ready.ToText(), "#fff6d9", "#c09a1c"),
        (FlowTaskStatus.Stashed.ToText(), "#fff6d9", "#c09a1c"),
        (FlowTaskStatus.Running.ToText(), "#dcecff", "#1f6feb"),
        (FlowTaskStatus.KeySucceed.ToText(), "#d7f3ee", "#1b8a7a"),
        (FlowTaskStatus.Succeed.ToText(), "#dff5e3", "#2c9a4b"),
        (FlowTaskStatus.Failed.ToText(), "#ffe2e0", "#d1242f"),
        (FlowTaskStatus.Skipped.ToText(), "#eceff2", "#9aa4af"),
        (FlowTaskStatus.Canceled.ToText(), "#ece6f2", "#86699f"),
        (DrawnState.Fused, "#e4f7dc", "#4c9a2a"),
    ];

    public static (string Fill, string Stroke) Of(string style)
    {
        var (_, fill, stroke) = All[Place(style)];
        return (fill, stroke);
    }

    /// <summary>The order in which styles are listed.</summary>
    public static int Place(string style) => Array.FindIndex(All, one => one.Style == style);
}

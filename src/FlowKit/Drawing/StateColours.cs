using FlowKit.Executions;

namespace FlowKit.Drawing;

/// <summary>The colours of states for those who lay a picture out elsewhere: on light ground, with dark letters.</summary>
internal static class StateColours
{
    public const string Letters = "#1f2328";

    public static (string Fill, string Stroke) Of(FlowTaskStatus status) => status switch
    {
        FlowTaskStatus.Ready or FlowTaskStatus.Stashed => ("#fff6d9", "#c09a1c"),
        FlowTaskStatus.Running => ("#dcecff", "#1f6feb"),
        FlowTaskStatus.KeySucceed => ("#d7f3ee", "#1b8a7a"),
        FlowTaskStatus.Succeed => ("#dff5e3", "#2c9a4b"),
        FlowTaskStatus.Failed => ("#ffe2e0", "#d1242f"),
        FlowTaskStatus.Skipped => ("#eceff2", "#9aa4af"),
        FlowTaskStatus.Canceled => ("#ece6f2", "#86699f"),
        _ => ("#ffffff", "#9aa4af"),
    };
}

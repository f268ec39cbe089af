namespace FlowKit.Drawing;

/// <summary>The colours and lines of a picture, for light and dark surroundings. Every name begins with <c>fk</c>, so that pictures can stand inside pages.</summary>
internal static class SvgStyle
{
    public const string Text = """
        .fk { font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "DejaVu Sans", sans-serif; }
        .fk-page { fill: #ffffff; }
        .fk-title { fill: #1f2328; font-size: 14px; font-weight: 600; }
        .fk-name { fill: #1f2328; font-size: 13px; font-weight: 600; }
        .fk-small { fill: #59636e; font-size: 10.5px; }
        .fk-line { fill: none; stroke: #7d8590; stroke-width: 1.4; }
        .fk-inferred { stroke-dasharray: 5 4; }
        .fk-head { fill: #7d8590; }
        .fk-label { fill: #ffffff; stroke: #d1d9e0; }
        .fk-branch { fill: #ffffff; fill-opacity: 0.55; stroke: #afb8c1; stroke-dasharray: 3 3; }
        .fk-box { fill: #f3f5f8; stroke: #9aa4af; stroke-width: 1.2; }
        .fk-shape { stroke-width: 1.3; }
        .fk-Call { fill: #eaf2fe; stroke: #4f83cc; }
        .fk-SubFlow { fill: #e6f0ff; stroke: #2f6ec4; }
        .fk-Script { fill: #e5f6f4; stroke: #2d938a; }
        .fk-Pass { fill: #f2f4f6; stroke: #8b949e; }
        .fk-Return { fill: #fdeeec; stroke: #c9655a; }
        .fk-Switch { fill: #fdf5dd; stroke: #bf9b30; }
        .fk-Suspense { fill: #f4effc; stroke: #8d6cc4; }
        .fk-NOT_STARTED { fill: #ffffff; stroke: #9aa4af; }
        .fk-READY { fill: #fff6d9; stroke: #c09a1c; }
        .fk-STASHED { fill: #fff6d9; stroke: #c09a1c; stroke-dasharray: 4 3; }
        .fk-RUNNING { fill: #dcecff; stroke: #1f6feb; stroke-width: 2; }
        .fk-KEY_SUCCEED { fill: #d7f3ee; stroke: #1b8a7a; stroke-width: 2; }
        .fk-SUCCEED { fill: #dff5e3; stroke: #2c9a4b; }
        .fk-FAILED { fill: #ffe2e0; stroke: #d1242f; stroke-width: 2; }
        .fk-SKIPPED { fill: #eceff2; stroke: #9aa4af; stroke-dasharray: 4 3; }
        .fk-CANCELED { fill: #ece6f2; stroke: #86699f; stroke-dasharray: 4 3; }
        .fk-FUSED { fill: #e4f7dc; stroke: #4c9a2a; stroke-width: 2; }
        @media (prefers-color-scheme: dark) {
        .fk-page { fill: #0d1117; }
        .fk-title, .fk-name { fill: #e6edf3; }
        .fk-small { fill: #9da7b3; }
        .fk-line { stroke: #768390; }
        .fk-head { fill: #768390; }
        .fk-label { fill: #161b22; stroke: #3d444d; }
        .fk-branch { fill: #0d1117; stroke: #57606a; }
        .fk-box { fill: #161b22; stroke: #57606a; }
        .fk-Call { fill: #14253d; stroke: #4f83cc; }
        .fk-SubFlow { fill: #132a4a; stroke: #5a96e6; }
        .fk-Script { fill: #0f2c2a; stroke: #35a299; }
        .fk-Pass { fill: #1c2128; stroke: #768390; }
        .fk-Return { fill: #341b19; stroke: #d0776d; }
        .fk-Switch { fill: #32290e; stroke: #c7a544; }
        .fk-Suspense { fill: #271d38; stroke: #a084d6; }
        .fk-NOT_STARTED { fill: #0d1117; stroke: #57606a; }
        .fk-READY, .fk-STASHED { fill: #33290a; stroke: #d0a92c; }
        .fk-RUNNING { fill: #12305c; stroke: #4493f8; }
        .fk-KEY_SUCCEED { fill: #0d332d; stroke: #2aa995; }
        .fk-SUCCEED { fill: #12301b; stroke: #3fb950; }
        .fk-FAILED { fill: #46171a; stroke: #f85149; }
        .fk-SKIPPED { fill: #1c2128; stroke: #57606a; }
        .fk-CANCELED { fill: #261d30; stroke: #9a7fb4; }
        .fk-FUSED { fill: #17331a; stroke: #6cc644; }
        }
        """;
}

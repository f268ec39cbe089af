namespace TextToVideo;

/// <summary>What <c>function://storyboard</c> takes.</summary>
internal sealed record Script(string Text);

/// <summary>What <c>function://storyboard</c> gives.</summary>
internal sealed record Storyboard(IReadOnlyList<string> Scenes);

/// <summary>What <c>function://join</c> takes.</summary>
internal sealed record Reel(IReadOnlyList<string> Clips);

/// <summary>What <c>function://join</c> gives.</summary>
internal sealed record Joined(string Film);

/// <summary>The quick parts of the work, done by functions in this process.</summary>
internal static class Studio
{
    public static Storyboard Storyboard(Script script) =>
        new(script.Text.Split('.', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    public static Joined Join(Reel reel) => new($"film-of-{reel.Clips.Count}-clips.mp4");
}

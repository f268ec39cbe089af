using System.Globalization;

namespace FlowKit.Dispatching;

/// <summary>The id of one attempt, the same every time it is asked for.</summary>
internal static class AttemptId
{
    /// <summary>Stands for the task in the id of the call that tells of an end: no task, and no instance of one, has such a name.</summary>
    public const string End = "end-callback";

    public static string Of(string execution, string task, int epoch, int attempt) => epoch == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{execution}_{task}_{attempt}")
        : string.Create(CultureInfo.InvariantCulture, $"{execution}_{task}_{epoch}-{attempt}");
}

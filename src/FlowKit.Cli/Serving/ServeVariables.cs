namespace FlowKit.Cli.Serving;

/// <summary>What a server takes from the environment, because it is secret or known to the machine only.</summary>
internal static class ServeVariables
{
    private const string Secret = "FLOWKIT_CALLBACK_SECRET";
    private const string ServerUrl = "FLOWKIT_SERVER_URL";

    /// <exception cref="WrongCallException">A variable holds what it cannot mean.</exception>
    public static FlowEngineOptions Apply(FlowEngineOptions options) => options with
    {
        CallbackSecret = Find(Secret),
        ServerUrl = Find(ServerUrl) is not { } text ? null
            : Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps) ? url
            : throw new WrongCallException($"The variable {ServerUrl} is no http or https URL."),
    };

    private static string? Find(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? text : null;
}

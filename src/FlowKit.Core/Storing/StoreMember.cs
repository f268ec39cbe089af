namespace FlowKit.Storing;

/// <summary>Who begins a session.</summary>
/// <param name="Name">For people, such as the machine and the process.</param>
/// <param name="Lease">How long the session lives without being renewed.</param>
/// <param name="Listener">Is told what concerns the session.</param>
public sealed record StoreMember(string Name, TimeSpan Lease, IStoreListener Listener);

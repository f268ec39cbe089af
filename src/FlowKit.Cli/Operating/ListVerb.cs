using System.CommandLine;
using System.Globalization;
using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Storing;
using FlowKit.Values;

namespace FlowKit.Cli.Operating;

/// <summary><c>flowkit executions list</c>: finds executions.</summary>
internal static class ListVerb
{
    private const string FromName = "--from";
    private const string BeforeName = "--before";
    private const string LimitName = "--limit";
    private const int LargestPage = 1_000;

    public static Command Create(CliIo io)
    {
        var flow = new Option<string?>("--flow") { Description = "Only those of this flow.", HelpName = "WORKSPACE:DAGNAME" };
        var status = new Option<string?>("--status") { Description = "Only those that stand there." };
        status.AcceptOnlyFromAmong([.. Enum.GetValues<ExecutionStatus>().Select(StatusText.ToText)]);
        var key = new Option<string?>("--key") { Description = "Only those with this business key.", HelpName = "KEY" };
        var keyType = new Option<string?>("--key-type") { Description = "Only those with a key of this type.", HelpName = "TYPE" };
        var creator = new Option<string?>("--creator") { Description = "Only those that this creator started.", HelpName = "NAME" };
        var error = new Option<string?>("--error") { Description = "Only those that ended with a failure of this code.", HelpName = "CODE" };
        var from = new Option<string?>(FromName) { Description = "Only those that started then or later.", HelpName = "TIME" };
        var before = new Option<string?>(BeforeName) { Description = "Only those that started before then.", HelpName = "TIME" };
        var oldestFirst = new Option<bool>("--oldest-first") { Description = "Those that started first come first." };
        var limit = new Option<int>(LimitName) { Description = "How many at most, up to 1000; 100 by default.", DefaultValueFactory = _ => 100 };
        var cursor = new Option<string?>("--cursor") { Description = "Where the list before ended.", HelpName = "CURSOR" };
        var (store, json) = (ExecutionsVerb.Store(), VerbOptions.Json());
        var command = new Command("list", "Lists executions, the newest first.")
        {
            flow, status, key, keyType, creator, error, from, before, oldestFirst, limit, cursor, store, json,
        };
        command.SetAction((call, token) => CliOutput.GuardAsync(io, call.GetValue(json), async () =>
        {
            var query = new ExecutionQuery
            {
                Flow = call.GetValue(flow),
                Status = Status(call.GetValue(status)),
                BusinessKey = call.GetValue(key),
                BusinessKeyType = call.GetValue(keyType),
                Creator = call.GetValue(creator),
                ErrorCode = call.GetValue(error),
                StartedFrom = Time(FromName, call.GetValue(from)),
                StartedBefore = Time(BeforeName, call.GetValue(before)),
                OldestFirst = call.GetValue(oldestFirst),
                Limit = call.GetValue(limit) is > 0 and <= LargestPage and var most
                    ? most
                    : throw new WrongCallException($"{LimitName} must be a number from 1 to {LargestPage}."),
                Cursor = call.GetValue(cursor),
            };
            Print(io, await ListAsync(ExecutionsVerb.Address(call, store), query, token).ConfigureAwait(false), call.GetValue(json));
            return ExitCodes.Done;
        }));
        return command;
    }

    private static async Task<ExecutionPage> ListAsync(Running.StoreAddress address, ExecutionQuery query, CancellationToken cancellationToken)
    {
        // No engine: a list needs none.
        var store = address.Open(new(), TimeProvider.System);
        await using var closing = ((IAsyncDisposable)store).ConfigureAwait(false);
        try
        {
            return await store.ListAsync(query, cancellationToken).ConfigureAwait(false);
        }
        catch (FlowException wrong) when (wrong.Code == FlowErrorCodes.CursorInvalid)
        {
            throw new WrongCallException($"--cursor: {wrong.Message}");
        }
    }

    private static ExecutionStatus? Status(string? text)
    {
        foreach (var status in Enum.GetValues<ExecutionStatus>())
        {
            if (status.ToText() == text)
            {
                return status;
            }
        }

        return null;
    }

    private static DateTimeOffset? Time(string option, string? text) => text is null ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time
        : throw new WrongCallException($"{option} must be a time such as 2026-01-31 or 2026-01-31T12:00:00Z.");

    private static void Print(CliIo io, ExecutionPage page, bool json)
    {
        if (json)
        {
            io.WriteJson(FlowValue.Object(("executions", FlowValue.Array(page.Executions.Select(Json))), ("cursor", page.Cursor)));
            return;
        }

        foreach (var header in page.Executions)
        {
            io.Out.WriteLine(Line(header));
        }

        if (page.Cursor is { } cursor)
        {
            io.Error.WriteLine($"flowkit: there are more; go on with --cursor '{cursor}'.");
        }
    }

    private static string Line(ExecutionHeader header)
    {
        var key = header.BusinessKey is { } own ? $"  {header.BusinessKeyType}{(header.BusinessKeyType is null ? null : ":")}{own}" : null;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Time(header.StartedAt)}  {header.Status.ToText(),-11}  {header.ExecutionId}{key}{(header.ErrorCode is { } code ? $"  {code}" : null)}").TrimEnd();
    }

    private static FlowValue Json(ExecutionHeader header) => FlowValue.Object(
        ("execution_id", header.ExecutionId),
        ("flow", header.Flow),
        ("version", header.FlowVersion),
        ("status", header.Status.ToText()),
        ("business_key", header.BusinessKey),
        ("business_key_type", header.BusinessKeyType),
        ("creator", header.Creator),
        ("error_code", header.ErrorCode),
        ("started_at", Time(header.StartedAt)),
        ("ended_at", Time(header.EndedAt)));

    private static string? Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}

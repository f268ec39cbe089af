using FlowKit.Callbacks;
using FlowKit.Deciding;
using FlowKit.Executions;
using FlowKit.Storing;

namespace FlowKit.Running.Sharing;

/// <summary>Makes a message into bytes.</summary>
internal static class MessageWriter
{
    public static byte[] Write(EngineMessage message)
    {
        var bytes = new ByteWriter();
        bytes.Byte(MessageMark.FormatVersion);
        bytes.Byte(message switch
        {
            EngineMessage.Ask => MessageMark.Ask,
            EngineMessage.Answer => MessageMark.Answer,
            EngineMessage.NotTaken { Leaves: true } => MessageMark.Leaving,
            _ => MessageMark.NotTaken,
        });
        bytes.Signed(message.Sender);
        bytes.Signed(message.Key.Engine);
        bytes.Signed(message.Key.Number);
        switch (message)
        {
            case EngineMessage.Ask ask:
                bytes.Signed(ask.Target);
                bytes.Text(ask.ExecutionId);
                Note(bytes, ask.Arrival);
                Arrived(bytes, ask.Arrival);
                break;
            case EngineMessage.Answer answer:
                bytes.Byte((byte)answer.Reply.Answer);
                bytes.OptionalText(answer.Reply.Refusal?.Code);
                bytes.OptionalText(answer.Reply.Refusal?.Message);
                break;
        }

        return bytes.Written.ToArray();
    }

    // A reason alone of what takes one has its place there, where engines that know no notes read it.
    private static void Note(ByteWriter bytes, Arrival? arrival)
    {
        if (arrival is Arrival.ByHand { Note: { } note } && (note.By is not null || arrival is not (Arrival.Cancel or Arrival.Complete)))
        {
            bytes.Byte(MessageMark.Noted);
            bytes.OptionalText(note.By);
            bytes.OptionalText(note.Reason);
        }
    }

    private static void Arrived(ByteWriter bytes, Arrival? arrival)
    {
        switch (arrival)
        {
            case null:
                bytes.Byte(MessageMark.Watch);
                break;
            case Arrival.Tick:
                bytes.Byte(MessageMark.Tick);
                break;
            case Arrival.Callback callback:
                bytes.Byte(MessageMark.Callback);
                Callback(bytes, callback.Result);
                break;
            case Arrival.Wake wake:
                bytes.Byte(MessageMark.Wake);
                bytes.Text(wake.Task);
                bytes.Value(wake.Data);
                break;
            case Arrival.Cancel cancel:
                bytes.Byte(MessageMark.Cancel);
                bytes.OptionalText(cancel.Note?.Reason);
                break;
            case Arrival.Operation operation:
                bytes.Byte(operation.Patch.IsMissing ? MessageMark.Operation : MessageMark.OperationWithPatch);
                Operation(bytes, operation);
                break;
            case Arrival.Degrade degrade:
                bytes.Byte(MessageMark.Degrade);
                bytes.Text(degrade.Task);
                bytes.Byte((byte)degrade.Marks);
                break;
            case Arrival.Complete complete:
                bytes.Byte(MessageMark.Complete);
                bytes.Byte(complete.Success ? (byte)1 : (byte)0);
                bytes.OptionalText(complete.Note?.Reason);
                break;
            case Arrival.ChildNews news:
                bytes.Byte(MessageMark.ChildNews);
                News(bytes, news);
                break;
            case Arrival.NewsTaken:
                bytes.Byte(MessageMark.NewsTaken);
                break;
            case Arrival.OrderTaken taken:
                bytes.Byte(MessageMark.OrderTaken);
                bytes.Int(taken.Number);
                break;
            default:
                throw new InvalidOperationException($"An arrival of type {arrival.GetType().Name} stays with its engine.");
        }
    }

    private static void Callback(ByteWriter bytes, TaskCallback callback)
    {
        bytes.Text(callback.Task);
        bytes.Byte((byte)callback.Status);
        bytes.Value(callback.Output);
        Optional(bytes, callback.Attempt);
        Optional(bytes, callback.Epoch);
    }

    private static void Optional(ByteWriter bytes, int? number)
    {
        bytes.Byte(number is null ? (byte)0 : (byte)1);
        bytes.Signed(number ?? 0);
    }

    private static void Operation(ByteWriter bytes, Arrival.Operation operation)
    {
        bytes.Byte((byte)operation.Kind);
        bytes.Int(operation.Tasks.Count);
        foreach (var task in operation.Tasks)
        {
            bytes.Text(task);
        }

        if (!operation.Patch.IsMissing)
        {
            bytes.Value(operation.Patch);
        }
    }

    private static void News(ByteWriter bytes, Arrival.ChildNews news)
    {
        bytes.Text(news.Parent.ExecutionId);
        bytes.Text(news.Parent.Task);
        bytes.Int(news.Parent.Epoch);
        bytes.Int(news.Parent.Attempt);
        bytes.Int(news.Parent.Depth);
        bytes.Text(news.Parent.RootId);
        bytes.Byte((byte)news.Status);
        bytes.Value(news.Output);
        bytes.Byte(news.Failure is null ? (byte)0 : news.Failure.Retryable ? (byte)2 : (byte)1);
        if (news.Failure is { } failure)
        {
            bytes.Text(failure.Code);
            bytes.Text(failure.Message);
            bytes.Value(failure.Detail);
            bytes.OptionalText(failure.Task);
        }
    }
}

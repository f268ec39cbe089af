using FlowKit.Executions;

namespace FlowKit.Storing;

/// <summary>What sub-flows are to be told.</summary>
internal sealed partial class StateReader
{
    private void ChildOrder(ref ByteReader bytes)
    {
        var number = Given(bytes.Int());
        var order = new ChildOrder(bytes.Text(), Known((ChildOrderKind)bytes.Byte()), bytes.OptionalText());
        if (!State.ChildOrders!.Open.TryAdd(number, order))
        {
            throw ByteReader.Damaged();
        }
    }

    private void ChildOrderTaken(int number)
    {
        Given(number);
        State.ChildOrders!.Open.Remove(number);
    }

    private int Given(int number)
    {
        var orders = State.ChildOrders ??= new();
        orders.Last = Math.Max(orders.Last, number);
        return number;
    }
}

const columns = (names: string): readonly string[] => Object.freeze(names.split(' '));

/** Columns that a correction may set, by source: those of the data contract but the id of the record. */
export const correctable: Readonly<Record<string, readonly string[]>> = Object.freeze({
  lodging: columns('place_id check_in check_out room booking_id guest_name id_no phone plate'),
  transport: columns(
    'mode service_id from_place to_place depart_at arrive_at seat order_id purchased_at passenger_name id_no phone',
  ),
  checkpoint: columns('place_id passed_at direction lane plate vehicle_type person_name id_no'),
  parcel: columns(
    'waybill_no from_place to_place sent_at delivered_at carrier sender_name sender_phone sender_id_no sender_address recipient_name recipient_phone recipient_address goods weight_kg',
  ),
  call: columns('caller callee started_at duration_s kind caller_cell callee_cell warrant_id'),
});

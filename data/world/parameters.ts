/** Every knob of the world in one place. Rates are per person and day unless their name says otherwise. */
export interface Parameters {
  readonly geography: {
    readonly borderTowns: number;
    readonly counties: number;
    readonly cities: number;
    /** Distance of the farthest city from the border. */
    readonly depthKm: number;
    readonly widthKm: number;
    /** Share of road stretches near the border that have a second checkpoint. */
    readonly checkpointDensity: number;
    /** 1: inland lies north of the border, -1: south. */
    readonly inlandSign: 1 | -1;
    readonly zipfExponent: number;
    readonly inlandShare: number;
    /** Day 0, days since 1970-01-01. */
    readonly firstDay: number;
  };
  readonly people: {
    readonly householdMean: number;
    readonly activitySigma: number;
    readonly carShare: number;
    readonly motorbikeShare: number;
    readonly secondPhoneShare: number;
    readonly friendsMean: number;
    /** People without an id in the register, as a share of the register. */
    readonly strangerShare: number;
    /** Numbers given up and replaced, per person and day. */
    readonly phoneChangeRate: number;
  };
  readonly life: {
    readonly driveRate: number;
    readonly publicRate: number;
    readonly rideRate: number;
    readonly orderRate: number;
    readonly parcelRate: number;
    readonly roomRate: number;
    readonly marketRate: number;
    readonly weekend: number;
    readonly season: number;
    readonly hotelShare: number;
    readonly falseSenderShare: number;
    readonly sideRoadShare: number;
    readonly borderPull: number;
    /** Share of meetings of two people that happen in a room. */
    readonly meetInRoom: number;
  };
  readonly trade: {
    readonly deliveryEveryDays: number;
    /** Mean days between two sales of a retailer that can leave a record. */
    readonly sessionEveryDays: number;
    /** Divided by the circle's users: mean days between two meetings of users alone. */
    readonly aloneEveryDays: number;
    readonly handoverSeen: number;
    /** Share of a dealer's nights away that are spent in a hotel; the others with people who keep no register. */
    readonly dealerHotelShare: number;
    /** Share of the loads that go where the carrier has delivered before. */
    readonly sameReceiverShare: number;
    /** Mean days between two meetings of a supplier with his people. */
    readonly meetEveryDays: number;
    readonly phoneLifeDays: number;
    readonly borrowedIdShare: number;
    readonly clonedPlateShare: number;
    /** Factor on the ordinary life of users, and of dealers. */
    readonly userActivity: number;
    readonly dealerActivity: number;
    /** Share of a dealer's new numbers that stand in the dealer's own name. */
    readonly ownNameShare: number;
    readonly friendRecruitShare: number;
    readonly borderHomeShare: number;
  };
  readonly noise: {
    readonly lost: number;
    readonly nameTypo: number;
    readonly idTypo: number;
    readonly idMissing: number;
    readonly phoneTypo: number;
    readonly phoneMissing: number;
    readonly plateTypo: number;
    readonly clockPlaces: number;
    readonly clockMinutes: number;
    readonly wrongRegistration: number;
    readonly borrowedId: number;
    readonly clonedPlate: number;
    readonly checkpointCapture: number;
    readonly personCheck: number;
  };
  readonly labels: {
    readonly userShare: number;
    readonly retailerShare: number;
    readonly supplierMost: number;
    readonly wrongShare: number;
    /** How strongly labels follow police attention, 0 none. */
    readonly attention: number;
    readonly warrantShare: number;
    readonly callsPerDay: number;
  };
  readonly lookalikes: {
    /** Look-alikes as a multiple of all positives. */
    readonly perPositive: number;
    /** Weight of each kind by name; a kind not named weighs 1. */
    readonly mix: Readonly<Record<string, number>>;
    /** Factor on how often look-alikes act. */
    readonly pace: number;
  };
}

export const defaultParameters: Parameters = Object.freeze({
  geography: {
    borderTowns: 3,
    counties: 5,
    cities: 7,
    depthKm: 1100,
    widthKm: 320,
    checkpointDensity: 0.6,
    inlandSign: 1,
    zipfExponent: 0.9,
    inlandShare: 0.38,
    firstDay: 19783,
  },
  people: {
    householdMean: 2.9,
    activitySigma: 1.1,
    carShare: 0.4,
    motorbikeShare: 0.22,
    secondPhoneShare: 0.07,
    friendsMean: 5,
    strangerShare: 0.004,
    phoneChangeRate: 0.0013,
  },
  life: {
    driveRate: 0.018,
    publicRate: 0.014,
    rideRate: 0.012,
    orderRate: 0.022,
    parcelRate: 0.0035,
    roomRate: 0.007,
    marketRate: 0.009,
    weekend: 1.5,
    season: 0.2,
    hotelShare: 0.6,
    falseSenderShare: 0.05,
    sideRoadShare: 0.06,
    borderPull: 1.6,
    meetInRoom: 0.45,
  },
  trade: {
    deliveryEveryDays: 14,
    sessionEveryDays: 14,
    aloneEveryDays: 120,
    handoverSeen: 0.7,
    dealerHotelShare: 0.3,
    sameReceiverShare: 0.8,
    meetEveryDays: 45,
    phoneLifeDays: 45,
    borrowedIdShare: 0.06,
    clonedPlateShare: 0.08,
    userActivity: 0.7,
    dealerActivity: 0.35,
    ownNameShare: 0.3,
    friendRecruitShare: 0.55,
    borderHomeShare: 0.15,
  },
  noise: {
    lost: 0.04,
    nameTypo: 0.012,
    idTypo: 0.006,
    idMissing: 0.03,
    phoneTypo: 0.005,
    phoneMissing: 0.2,
    plateTypo: 0.01,
    clockPlaces: 0.04,
    clockMinutes: 25,
    wrongRegistration: 0.05,
    borrowedId: 0.006,
    clonedPlate: 0.004,
    checkpointCapture: 0.8,
    personCheck: 0.5,
  },
  labels: {
    userShare: 0.1,
    retailerShare: 0.1,
    supplierMost: 5,
    wrongShare: 0.05,
    attention: 0.6,
    warrantShare: 0.6,
    callsPerDay: 3,
  },
  lookalikes: { perPositive: 11, mix: {}, pace: 1 },
} as const);
